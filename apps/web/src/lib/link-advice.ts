import type { ResolvedVideo } from '@watchparty/shared';

/** What is good to know of a link that is taken all the same: neither is more than what a server said to ours. */
export type LinkAdvice =
  /** The page keeps out of frames. */
  | 'framing-refused'
  /** Something that no player plays answers in the place of a file or playlist. */
  | 'no-video';

/** Servers call videos and playlists by many names, `text/plain` among them; by these they never do. */
const NO_VIDEO = /^(?:text\/html|image\/.+|font\/.+|application\/(?:xhtml\+xml|json|pdf|zip|javascript))$/;

export function linkAdviceOf({
  isFramingRefused,
  contentType = '',
}: Pick<ResolvedVideo, 'isFramingRefused' | 'contentType'>): LinkAdvice | undefined {
  if (isFramingRefused) return 'framing-refused';
  return NO_VIDEO.test(contentType) ? 'no-video' : undefined;
}

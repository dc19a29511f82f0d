import { isRefused, parseVideoLink } from '@watchparty/shared';

export type VideoLinkCheck = 'empty' | 'not-a-link' | 'unsupported' | 'ok';

/** Whether the server is worth asking about what stands in a link field. The server decides; this saves requests. */
export function checkVideoLink(input: string, origin: string): VideoLinkCheck {
  const text = input.trim();
  if (text === '') return 'empty';
  // Which hosts are admitted is the installation's business, so everything that has a player goes to the server.
  if (!isRefused(parseVideoLink(text, { ownOrigins: [origin], allowPrivate: true }))) return 'ok';
  return looksLikeLink(text) ? 'unsupported' : 'not-a-link';
}

function looksLikeLink(text: string): boolean {
  return /^(?:https?:\/\/)?[^\s/]+\.[^\s/.]{2,}(?:[/?#]\S*)?$/i.test(text) || text.startsWith('/');
}

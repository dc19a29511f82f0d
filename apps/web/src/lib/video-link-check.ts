import { isRefused, type LinkAdvice, parseVideoLink } from '@watchparty/shared';

/** What is wrong with a link, where the page can tell by itself. */
export type VideoLinkFault = 'not-a-link' | 'unsupported' | LinkAdvice;
export type VideoLinkCheck = 'empty' | VideoLinkFault | 'ok';

/** Whether the server is worth asking about what stands in a link field. The server decides; this saves requests. */
export function checkVideoLink(input: string, origin: string): VideoLinkCheck {
  const text = input.trim();
  if (text === '') return 'empty';
  // Which hosts are admitted is the installation's business, so everything that has a player goes to the server.
  const link = parseVideoLink(text, { ownOrigins: [origin], allowPrivate: true });
  if (!isRefused(link)) return 'ok';
  return link.advice ?? (looksLikeLink(text) ? 'unsupported' : 'not-a-link');
}

function looksLikeLink(text: string): boolean {
  return /^(?:https?:\/\/)?[^\s/]+\.[^\s/.]{2,}(?:[/?#]\S*)?$/i.test(text) || text.startsWith('/');
}

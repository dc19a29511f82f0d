import { QUEUE_ADD_MAX } from '@watchparty/shared';

import { checkVideoLink, type VideoLinkFault } from '../../lib/video-link-check.js';

/** What was found in a text. */
export interface ReadLinks {
  /** Each once, at most `QUEUE_ADD_MAX`. */
  urls: string[];
  /** What is to be looked at again: links that are none of ours, and those that are too many. */
  rest: string;
  /** What is wrong with the first one of `rest`; absent where they are only too many, or there is nothing. */
  fault?: VideoLinkFault;
}

/** Takes the links out of what somebody pasted: one, a line each, or among words. An embed code counts as its link. */
export function readLinks(text: string, origin: string): ReadLinks {
  const whole = text.trim();
  const pieces = whole.startsWith('<') ? [whole] : whole.split(/\s+/);
  const urls: string[] = [];
  const faulty: { piece: string; fault: VideoLinkFault }[] = [];
  for (const piece of new Set(pieces)) {
    const check = checkVideoLink(piece, origin);
    if (check === 'ok') urls.push(piece);
    else if (check !== 'empty') faulty.push({ piece, fault: check });
  }
  // Words around a link, as apps that share one write them.
  const wrong = urls.length > 0 ? faulty.filter(({ fault }) => fault !== 'not-a-link') : faulty;
  const first = wrong.find(({ fault }) => fault !== 'not-a-link') ?? wrong[0];
  return {
    urls: urls.slice(0, QUEUE_ADD_MAX),
    rest:
      urls.length === 0
        ? whole
        : [...wrong.map(({ piece }) => piece), ...urls.slice(QUEUE_ADD_MAX)].join('\n'),
    ...(first && { fault: first.fault }),
  };
}

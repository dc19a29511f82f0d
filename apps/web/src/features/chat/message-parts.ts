import type { Mention } from '@watchparty/shared';

import { linkify, type TextPart } from './linkify.js';

/** A piece of a message: words, an address to open, or somebody's name. */
export type MessagePart = TextPart | { type: 'mention'; text: string; userId: string };

/** Takes a message apart. Ranges that do not lie in it, or in each other, are words like others. */
export function messageParts(content: string, mentions: readonly Mention[] = []): MessagePart[] {
  const parts: MessagePart[] = [];
  let end = 0;
  for (const { userId, offset, length } of mentions) {
    if (offset < end || offset + length > content.length) continue;
    parts.push(...linkify(content.slice(end, offset)));
    end = offset + length;
    parts.push({ type: 'mention', text: content.slice(offset, end), userId });
  }
  return [...parts, ...linkify(content.slice(end))];
}

/** A piece of a message: words, or an address to open. */
export type TextPart = { type: 'text'; text: string } | { type: 'link'; text: string; href: string };

const LINK = /(?:https?:\/\/|www\.|t\.me\/)[^\s<>"']+/giu;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,!?:;…»”’]+$/u;

/** Finds the addresses in a text. Nothing but http and https ever becomes a link. */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const address = withoutTail(match[0]);
    const href = hrefOf(address);
    if (href === undefined) continue;
    if (match.index > end) parts.push({ type: 'text', text: text.slice(end, match.index) });
    parts.push({ type: 'link', text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) parts.push({ type: 'text', text: text.slice(end) });
  return parts;
}

function withoutTail(address: string): string {
  const bare = address.replace(TRAILING, '');
  // "(see https://a.b/c)" closes a bracket that the address never opened.
  return bare.endsWith(')') && !bare.includes('(') ? withoutTail(bare.slice(0, -1)) : bare;
}

function hrefOf(address: string): string | undefined {
  try {
    const url = new URL(/^https?:/i.test(address) ? address : `https://${address}`);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
}

const FRAMES = /<iframe(?=[\s/>])/gi;
const ATTRIBUTE = /[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?/y;
const TAG_END = /[\s/]*>/y;
const NAMED: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' };

/**
 * The address in the code of one frame, as sites give it to be pasted, often with their own wrapping around it. Nothing
 * else of the code is used, or ever becomes part of a page.
 *
 * @returns undefined where the text is no such code, or has more than one frame or address
 */
export function embeddedAddress(text: string): string | undefined {
  if (!text.startsWith('<')) return undefined;
  const [frame, ...others] = [...text.matchAll(FRAMES)];
  if (!frame || others.length > 0) return undefined;
  const [source, ...more] = sourcesOf(text, frame.index + frame[0].length);
  if (source === undefined || source === '' || more.length > 0) return undefined;
  const address = decoded(source).trim();
  // Such code often leaves the scheme to the page that it is pasted into.
  return address.startsWith('//') ? `https:${address}` : address;
}

/** Every `src` of the tag whose attributes start here; none where the tag has no end. */
function sourcesOf(text: string, start: number): string[] {
  const sources: string[] = [];
  let at = start;
  for (;;) {
    TAG_END.lastIndex = at;
    if (TAG_END.test(text)) return sources;
    ATTRIBUTE.lastIndex = at;
    const attribute = ATTRIBUTE.exec(text);
    if (!attribute) return [];
    const [written, name = '', doubly, singly, bare] = attribute;
    if (name.toLowerCase() === 'src') sources.push(doubly ?? singly ?? bare ?? '');
    at += written.length;
  }
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (entity, hex, decimal, name) => {
    if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? entity;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : entity;
  });
}

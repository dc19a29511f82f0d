const FRAME = /^<iframe\s[^<>]*>\s*(?:<\/iframe>)?$/i;
const SOURCE = /\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+))/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&#38;': '&',
  '&#x26;': '&',
  '&quot;': '"',
};

/**
 * The address in the code of one frame, as sites give it to be pasted. Nothing else of the code is used.
 *
 * @returns undefined where the text is no such code, or has more than one address
 */
export function embeddedAddress(text: string): string | undefined {
  if (!FRAME.test(text)) return undefined;
  const [source, ...others] = [...text.matchAll(SOURCE)];
  if (!source || others.length > 0) return undefined;
  const address = (source[1] ?? source[2] ?? source[3] ?? '').trim();
  const decoded = address.replace(
    /&(?:amp|#38|#x26|quot);/gi,
    (entity) => ENTITIES[entity.toLowerCase()] ?? entity,
  );
  // Such code often leaves the scheme to the page that it is pasted into.
  return decoded.startsWith('//') ? `https:${decoded}` : decoded;
}

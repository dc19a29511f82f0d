/**
 * Sound in one packet, in milliseconds: the longest that Opus codes at once. A packet costs what it does whatever is in it,
 * to phones that code one for everybody else and to networks that carry 70 bytes of headers for 240 of sound (at 20 ms: for
 * 80). ARCHITECTURE.md has what it saves.
 */
const PACKET_MS = 60;

/**
 * What a description says of the sound that its author would like to be sent (RFC 7587, sections 6.1 and 7): long packets,
 * and next to none while the other one is silent, as people who watch a film mostly are. No API of the browsers sets these;
 * they concern the description as the other side gets it, so nothing is changed under one's own browser.
 *
 * @param sdp with one medium, which is sound
 */
export function askForFewPackets(sdp: string): string {
  const payload = /^a=rtpmap:(\d+) opus\//im.exec(sdp)?.[1];
  if (payload === undefined) return sdp;
  const lines = sdp.split(/\r?\n/).filter((line) => line !== '' && !/^a=(max)?ptime:/.test(line));
  const parameters = `a=fmtp:${payload} `;
  const asked = lines.some((line) => line.startsWith(parameters))
    ? lines.map((line) => (line.startsWith(parameters) ? withDtx(line) : line))
    : [...lines, `${parameters}usedtx=1`];
  return [...asked, `a=ptime:${PACKET_MS}`, ''].join('\r\n');
}

function withDtx(line: string): string {
  return /[ ;]usedtx=/.test(line) ? line.replace(/usedtx=\d/, 'usedtx=1') : `${line};usedtx=1`;
}

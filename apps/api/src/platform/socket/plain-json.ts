/** Deeper than anything that the contract or two browsers in voice have to say. */
const MAX_DEPTH = 10;

/**
 * Whether a payload is JSON of a sane depth. Packets may also carry buffers, and nesting that validates here can still
 * be too deep for whoever encodes it next, on another node.
 */
export function isPlainJson(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return typeof value !== 'function';
  if (depth >= MAX_DEPTH || ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return false;
  return Object.values(value).every((item) => isPlainJson(item, depth + 1));
}

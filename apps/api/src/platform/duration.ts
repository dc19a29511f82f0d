export const UNIT_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const LONGEST_MS = 365 * UNIT_MS.d;

/**
 * Reads a length of time as settings write it: `90s`, `15m`, `1h`, `7d`.
 *
 * @returns milliseconds
 * @throws Error with a sentence for whoever wrote the setting
 */
export function parseDuration(text: string): number {
  const match = /^(\d{1,9})([smhd])$/.exec(text.trim());
  const ms = match ? Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS] : 0;
  if (ms < 1 || ms > LONGEST_MS) {
    throw new Error(`"${text}" is not a length of time: write a number and s, m, h or d, such as 15m`);
  }
  return ms;
}

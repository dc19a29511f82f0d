const CLOCK = /^(?:(\d{1,3}):)?(\d{1,2}):(\d{2})$/;
const UNITS = /^(?=\d)(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?$/i;

/**
 * Reads the time that a link carries: `90`, `90s`, `1m30s`, `1h2m3s`, `1:30`, `1:02:03`.
 *
 * @returns seconds; undefined where it is none, or 0
 */
export function parseTimeCode(text: string | null | undefined): number | undefined {
  if (!text) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0'] = CLOCK.exec(text) ?? UNITS.exec(text) ?? [];
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return total > 0 ? total : undefined;
}

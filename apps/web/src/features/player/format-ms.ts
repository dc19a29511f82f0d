/** Milliseconds with their unit, as the language writes them: `4 ms`, `4 мс`. */
export function formatMs(language: string, ms: number, fractionDigits = 0): string {
  const format = new Intl.NumberFormat(language, {
    style: 'unit',
    unit: 'millisecond',
    maximumFractionDigits: fractionDigits,
  });
  return format.format(ms);
}

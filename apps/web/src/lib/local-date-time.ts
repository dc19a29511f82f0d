/** What a field for date and time holds, by the clock of the device. @returns epoch milliseconds, undefined while empty */
export function instantOfField(text: string): number | undefined {
  const instant = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(instant) ? undefined : instant;
}

/** The same the other way; such a field knows whole minutes. */
export function fieldOfInstant(instant: number | undefined): string {
  if (instant === undefined) return '';
  const date = new Date(instant);
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

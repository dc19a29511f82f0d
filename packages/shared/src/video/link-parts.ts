import { parseTimeCode } from './time-code.js';

/** The names between the slashes of a path, without empty ones. */
export function segmentsOf({ pathname }: URL): string[] {
  return pathname.split('/').filter((segment) => segment !== '');
}

/** What the query says, or undefined. */
export function queryOf({ searchParams }: URL, name: string): string | undefined {
  return searchParams.get(name) ?? undefined;
}

/**
 * The time that a link carries in one of these fields of its query, or after the `#` as `t=`.
 *
 * @returns as a part of a ParsedLink
 */
export function startOf(url: URL, ...names: string[]): { startAt?: number } {
  const fromHash = /^#(?:t=)?([\d:hms]+)$/i.exec(url.hash)?.[1];
  for (const text of [...names.map((name) => url.searchParams.get(name)), fromHash]) {
    const startAt = parseTimeCode(text);
    if (startAt !== undefined) return { startAt };
  }
  return {};
}

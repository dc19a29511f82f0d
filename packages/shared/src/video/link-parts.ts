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
 * A media file's address without what stands after the `#`: players of files take `#t=5,9` for an order to start and stop
 * there, whatever the room does.
 */
export function withoutFragment({ href }: URL): string {
  return href.replace(/#.*$/s, '');
}

/**
 * The time that a link carries in one of these fields of its query, or after the `#` as `t=`. Of a stretch
 * (`#t=5.5,9`, as https://www.w3.org/TR/media-frags/ has it) only the start counts, in whole seconds.
 *
 * @returns as a part of a ParsedLink
 */
export function startOf(url: URL, ...names: string[]): { startAt?: number } {
  const hash = url.hash.replace(/%3a/gi, ':');
  const fromHash = /^#(?:t=)?(?:npt:)?([\d:hms]+)(?:\.\d+)?(?:,[\d:.]*)?$/i.exec(hash)?.[1];
  for (const text of [...names.map((name) => url.searchParams.get(name)), fromHash]) {
    const startAt = parseTimeCode(text);
    if (startAt !== undefined) return { startAt };
  }
  return {};
}

import type { PageHeard } from '../run.js';

/**
 * How long it took until the last of some pages knew what a command made of the room: before that nobody can bring it
 * together, whatever they do. What the links take of it, both ways, is the greatest part.
 *
 * @param heard in any order
 * @param pages those that have to follow
 * @param period from the press until something else happens
 * @returns milliseconds from the press; undefined where one of them was not told in that time
 */
export function tellingOf(
  heard: readonly PageHeard[],
  pages: readonly number[],
  { fromMs, toMs }: { fromMs: number; toMs: number },
): number | undefined {
  const known = Math.max(...heard.filter(({ heardMs }) => heardMs < fromMs).map(versionOf));
  const told = heard.filter(
    ({ heardMs, playback }) => heardMs >= fromMs && heardMs < toMs && playback.version > known,
  );
  const moments = pages.map((page) =>
    Math.min(...told.filter((one) => one.page === page).map(({ heardMs }) => heardMs)),
  );
  const lastMs = Math.max(...moments);
  return Number.isFinite(lastMs) ? lastMs - fromMs : undefined;
}

function versionOf({ playback }: PageHeard): number {
  return playback.version;
}

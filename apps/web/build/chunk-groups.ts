import path from 'node:path';
import type { Rolldown } from 'vite';

type Groups = NonNullable<Exclude<Rolldown.OutputOptions['codeSplitting'], boolean | undefined>['groups']>;
type Graph = Parameters<Exclude<Groups[number]['name'], string>>[1];

const WEB = path.resolve(import.meta.dirname, '..').replaceAll('\\', '/');
const HOME_PAGE = '/src/features/home/home-page.tsx';
const PAGES = [
  '/src/features/create-room/create-page.tsx',
  '/src/features/profile/profile-page.tsx',
  '/src/app/room-route.tsx',
  '/src/app/whole-room.tsx',
  '/src/features/room/offer-page.tsx',
];

/** Of the shared package: numbers and names that everybody takes some of, the connection too, which must not wait for Home. */
const EVERYBODYS = ['/packages/shared/src/limits.ts', '/packages/shared/src/video/platform.ts'];

/**
 * What comes together lies in one file. Left alone, the bundler makes a file of whatever two parts share, and Home would
 * come in some fifty, each with its headers and most of them smaller than these.
 */
export function chunkGroups(): Groups {
  let common: ReadonlySet<string> | undefined;
  return [
    { name: 'first', tags: ['$initial'], priority: 4 },
    { name: 'inside', test: /\/src\/app\/inside\.tsx$/, priority: 3 },
    {
      // What Home shares with other pages, so that these do without Home itself.
      debugName: 'common',
      name: (id, graph) =>
        EVERYBODYS.some((module) => id.endsWith(module)) || (common ??= commonOf(graph)).has(id)
          ? 'common'
          : null,
      priority: 2,
    },
    { name: 'home', test: /\/src\/features\/home\/home-page\.tsx$/, priority: 1 },
  ];
}

function commonOf(graph: Graph): ReadonlySet<string> {
  const withHome = reachedFrom([HOME_PAGE], graph);
  const withOthers = reachedFrom(PAGES, graph);
  return new Set([...withHome].filter((id) => withOthers.has(id)));
}

/** @returns what those modules import at once, near and far */
function reachedFrom(modules: readonly string[], graph: Graph): Set<string> {
  const seen = new Set<string>();
  const open = modules.map((module) => `${WEB}${module}`);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const info = graph.getModuleInfo(id);
    if (info === null) throw new Error(`${id} is no longer there: build/chunk-groups.ts names it`);
    // Of the shared package everybody takes its own part out of one index.
    open.push(
      ...info.importedIds.filter((imported) => imported.startsWith(WEB) || imported.includes('node_modules')),
    );
  }
  return seen;
}

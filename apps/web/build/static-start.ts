import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

// Not by its name: the build of the Mini App comes without one of the package.
import { START_SCRIPT_HASH } from '../../../packages/shared/src/security/start-script-hash.js';
import { HOME_SHELL } from '../src/shell/home-shell.js';

const BEFORE_PAINT = path.resolve(import.meta.dirname, '../src/shell/before-paint.js');
/** Russian words, because most people's Telegram is; whoever else there is pays three kilobytes. */
const FIRST_WORDS = '/src/i18n/ru/first.ts';
const WORDS = '/src/i18n/ru/rest.ts';
const LIVE = '/src/realtime/start-realtime.ts';
/** By the names that the start script looks for: chunks (see chunk-groups.ts), or the modules that chunks are made for. */
const FILES: Record<string, readonly string[]> = {
  'words-of-ru': [WORDS],
  'files-of-home': ['inside', 'home'],
  'files-of-create': ['inside', '/src/features/create-room/create-page.tsx'],
  'files-of-rooms': ['inside', '/src/app/room-route.tsx', LIVE],
  'files-of-offers': ['inside', '/src/features/room/offer-page.tsx', LIVE],
  'files-of-profile': ['inside', '/src/features/profile/profile-page.tsx'],
};

/**
 * Lets index.html paint by itself: the styles of the first screen and its shell are in it, and so is the order of all that
 * each page needs, so that nothing has to run before the next thing is asked for.
 */
export function staticStart(): Plugin {
  return {
    name: 'static-start',
    // The dev server has styles in scripts, and no policy.
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const script: HtmlTagDescriptor = { tag: 'script', children: startScript(), injectTo: 'head' };
        return { html: withStyles(html, bundle), tags: [...filesOfPages(bundle), script] };
      },
    },
  };
}

/** @returns the text of the script as the page has it */
export function startScript(): string {
  const source = readFileSync(BEFORE_PAINT, 'utf8').replaceAll(/^\s*\/\/.*\n/gm, '');
  const hash = `sha256-${createHash('sha256').update(source).digest('base64')}`;
  if (hash !== START_SCRIPT_HASH)
    throw new Error(`${BEFORE_PAINT} has changed: START_SCRIPT_HASH of @watchparty/shared is now ${hash}`);
  return source;
}

/**
 * Styles in the page instead of a file of their own: the first paint waits for nothing else. The link stays and is never
 * fetched (that is what `disabled` means): parts that are loaded later look for it, and would fetch it when it is missing.
 */
function withStyles(html: string, bundle: Rolldown.OutputBundle = {}): string {
  return html
    .replace('<div id="root"></div>', `<div id="root"><div class="static-shell">${HOME_SHELL}</div></div>`)
    .replaceAll(/<link rel="stylesheet"[^>]* href="\/([^"]+)">/g, (link, fileName: string) => {
      const file = bundle[fileName];
      if (file?.type !== 'asset') return link;
      return `<style>${String(file.source).trim()}</style>\n    ${link.replace('>', ' disabled>')}`;
    });
}

/** @returns for the start script: what to ask for at once, as addresses with spaces between them */
function filesOfPages(bundle: Rolldown.OutputBundle = {}): HtmlTagDescriptor[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const entry = chunks.find(({ isEntry }) => isEntry);
  const href = `/${chunkOf(FIRST_WORDS, chunks).fileName}`;
  return [
    { tag: 'link', attrs: { rel: 'modulepreload', href, crossorigin: true }, injectTo: 'head' },
    ...Object.entries(FILES).map(([name, roots]): HtmlTagDescriptor => {
      const wanted = new Set(roots.flatMap((root) => withImports(chunkOf(root, chunks), chunks)));
      if (entry) wanted.delete(entry);
      const files = [...wanted].flatMap(({ fileName, viteMetadata }) => [
        fileName,
        ...(viteMetadata?.importedCss ?? []),
      ]);
      const content = files.map((file) => `/${file}`).join(' ');
      return { tag: 'meta', attrs: { name, content }, injectTo: 'head' };
    }),
  ];
}

function chunkOf(root: string, chunks: readonly Rolldown.OutputChunk[]): Rolldown.OutputChunk {
  const chunk = chunks.find(({ name, facadeModuleId }) =>
    root.startsWith('/') ? facadeModuleId?.endsWith(root) : name === root,
  );
  if (!chunk) throw new Error(`The build has no "${root}": build/static-start.ts names it`);
  return chunk;
}

/** @returns a chunk and what it imports at once, near and far */
function withImports(
  chunk: Rolldown.OutputChunk,
  chunks: readonly Rolldown.OutputChunk[],
  seen = new Set<Rolldown.OutputChunk>(),
): Rolldown.OutputChunk[] {
  if (seen.has(chunk)) return [];
  seen.add(chunk);
  const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
  return [chunk, ...imported.flatMap((next) => withImports(next, chunks, seen))];
}

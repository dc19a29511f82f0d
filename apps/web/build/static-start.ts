import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

// Not by its name: the build of the Mini App comes without one of the package.
import { START_SCRIPT_HASH } from '../../../packages/shared/src/security/start-script-hash.js';
import { HOME_SHELL } from '../src/shell/home-shell.js';

const BEFORE_PAINT = path.resolve(import.meta.dirname, '../src/shell/before-paint.js');
/** Russian words, because most people's Telegram is; whoever else there is pays three kilobytes. */
const WORDS = '/src/i18n/ru/first.ts';
/** Chunks that Home cannot do without; see chunk-groups.ts. */
const HOME_CHUNKS = ['inside', 'common', 'home'];

/**
 * Lets index.html paint by itself: the styles of the first screen and its shell are in it, and so is the order of all that
 * Home needs, so that nothing has to run before the next thing is asked for.
 */
export function staticStart(): Plugin {
  return {
    name: 'static-start',
    // The dev server has styles in scripts, and no policy.
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const files = Object.values(bundle ?? {});
        const script: HtmlTagDescriptor = { tag: 'script', children: startScript(), injectTo: 'head' };
        return { html: withStyles(html, bundle), tags: [script, ...files.flatMap(preloadsOf)] };
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

function preloadsOf(file: Rolldown.OutputAsset | Rolldown.OutputChunk): HtmlTagDescriptor[] {
  if (file.type !== 'chunk') return [];
  const preload = (attrs: Record<string, string>): HtmlTagDescriptor => ({
    tag: 'link',
    attrs: { ...attrs, crossorigin: true },
    injectTo: 'head',
  });
  const href = `/${file.fileName}`;
  if (file.facadeModuleId?.endsWith(WORDS)) return [preload({ rel: 'modulepreload', href })];
  if (!HOME_CHUNKS.includes(file.name)) return [];
  return [
    // At the ordinary priority: Chrome holds back what is low until all styles are there, as if it had not been asked for.
    preload({ rel: 'modulepreload', href }),
    ...[...(file.viteMetadata?.importedCss ?? [])].map((css) =>
      preload({ rel: 'preload', as: 'style', href: `/${css}` }),
    ),
  ];
}

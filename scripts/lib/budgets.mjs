// How much code comes before what, by Vite's manifest: each budget counts what it adds to what is already there.
import { brotliCompressSync } from 'node:zlib';

/**
 * @typedef {object} Chunk
 * @property {string} file
 * @property {string} [name]
 * @property {string[]} [imports] keys of the chunks that it cannot start without
 *
 * @typedef {object} Budget
 * @property {string} name
 * @property {string[]} roots keys of the manifest: sources that are an entry, or imported when wanted; or names of groups
 * @property {string[]} after roots that have come before, with all that they import
 * @property {number} maxKb kilobytes (1000) of JavaScript, each file compressed by itself
 * @property {number} [maxFiles] each comes with a kilobyte of headers and costs the phone a request
 *
 * @typedef {object} Weight
 * @property {Budget} budget
 * @property {number} bytes
 * @property {{ file: string, bytes: number }[]} files the heaviest first
 */

const ENTRY = 'index.html';
/** As apps/web/build/chunk-groups.ts calls them. */
const INSIDE = 'inside';
const HOME_PAGE = 'home';
const FIRST_WORDS = 'src/i18n/ru/first.ts';
const HOME = [ENTRY, FIRST_WORDS, INSIDE, HOME_PAGE];
const LIVE = 'src/realtime/start-realtime.ts';
const WORDS = 'src/i18n/ru/rest.ts';
const DOOR = 'src/app/room-route.tsx';
const ROOM = 'src/app/whole-room.tsx';
const IN_ROOM = [...HOME, LIVE, WORDS, DOOR, ROOM];

/** @param {string} file under features/player/platforms */
const player = (file) => `src/features/player/platforms/${file}`;

/**
 * What a phone on a bad network can bear. Raise one only with a reason: a second of a slow 3G is 50 KB.
 *
 * @type {Budget[]}
 */
const BUDGETS = [
  { name: 'first screen', roots: [ENTRY, FIRST_WORDS], after: [], maxKb: 105 },
  { name: 'Home’s first load', roots: HOME, after: [], maxKb: 130, maxFiles: 5 },
  { name: 'live updates', roots: [LIVE], after: HOME, maxKb: 24 },
  { name: 'Create', roots: ['src/features/create-room/create-page.tsx', WORDS], after: HOME, maxKb: 36 },
  { name: 'Profile', roots: ['src/features/profile/profile-page.tsx', WORDS], after: HOME, maxKb: 38 },
  { name: 'door of a room', roots: [DOOR, WORDS], after: [...HOME, LIVE], maxKb: 16 },
  { name: 'Room', roots: [DOOR, ROOM, WORDS], after: [...HOME, LIVE], maxKb: 108 },
  { name: 'player of files', roots: [player('file/file-player.tsx')], after: IN_ROOM, maxKb: 6 },
  { name: 'player of YouTube', roots: [player('youtube/youtube-player.tsx')], after: IN_ROOM, maxKb: 8 },
  { name: 'player of HLS', roots: [player('hls/hls-player.tsx')], after: IN_ROOM, maxKb: 170 },
  { name: 'player of DASH', roots: [player('dash/dash-player.tsx')], after: IN_ROOM, maxKb: 14 },
];

/**
 * @param {Record<string, Chunk>} manifest
 * @param {(file: string) => Uint8Array} read
 * @param {Budget[]} budgets
 * @returns {Weight[]}
 */
export function weigh(manifest, read, budgets = BUDGETS) {
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const sizeOf = (/** @type {string} */ file) => {
    // As precompress.mjs packs it and nginx sends it: every browser of the last eight years takes Brotli over https.
    const bytes = sizes.get(file) ?? brotliCompressSync(read(file)).length;
    sizes.set(file, bytes);
    return bytes;
  };
  return budgets.map((budget) => {
    const before = filesOf(manifest, budget.after);
    const files = [...filesOf(manifest, budget.roots)]
      .filter((file) => !before.has(file))
      .map((file) => ({ file, bytes: sizeOf(file) }))
      .sort((a, b) => b.bytes - a.bytes);
    return { budget, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
  });
}

/** @param {Weight} weight */
export function isOver({ budget, bytes, files }) {
  return bytes > budget.maxKb * 1000 || files.length > (budget.maxFiles ?? Infinity);
}

/**
 * @param {Weight[]} weights
 * @returns {string} a line for each, and what is in those that are too heavy
 */
export function describeWeights(weights) {
  return weights
    .flatMap((weight) => {
      const { budget, bytes, files } = weight;
      const number = budget.maxFiles === undefined ? '' : `, ${files.length} of ${budget.maxFiles} files`;
      const line = `${budget.name.padEnd(24)}${kb(bytes).padStart(8)} of ${budget.maxKb} KB${number}`;
      if (!isOver(weight)) return [line];
      return [`${line}  TOO MUCH`, ...files.slice(0, 8).map((file) => `    ${kb(file.bytes)}  ${file.file}`)];
    })
    .join('\n');
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} roots
 * @returns {Set<string>} the files of the roots and of all that they import at once
 */
function filesOf(manifest, roots) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} key */
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key] ?? named(manifest, key);
    // A budget of something that is no longer there would hold for ever.
    if (!chunk) throw new Error(`The build has no "${key}": a budget names it in scripts/lib/budgets.mjs.`);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const root of roots) visit(root);
  return new Set([...seen].map((key) => (manifest[key] ?? named(manifest, key))?.file ?? key).filter(isCode));
}

/**
 * @param {Record<string, Chunk>} manifest
 * @param {string} name of a group of chunks, which stands for no one source
 */
function named(manifest, name) {
  return Object.values(manifest).find((chunk) => chunk.name === name && isCode(chunk.file));
}

/** @param {string} file */
function isCode(file) {
  return file.endsWith('.js');
}

/** @param {number} bytes */
function kb(bytes) {
  return (bytes / 1000).toFixed(1);
}

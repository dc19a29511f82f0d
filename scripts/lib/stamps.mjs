import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Remembers, from one run to the next, for which state of the files a piece of work was done.
 *
 * @param {string} dataFolder
 */
export function openStamps(dataFolder) {
  const file = path.join(dataFolder, 'stamps.json');
  const read = () => {
    try {
      return JSON.parse(readFileSync(file, 'utf8'));
    } catch {
      // Missing or damaged: then the work is done once more.
      return {};
    }
  };
  return {
    /**
     * @param {string} work
     * @param {string} hash
     */
    isCurrent: (work, hash) => read()[work] === hash,
    /**
     * @param {string} work
     * @param {string} hash
     */
    set(work, hash) {
      mkdirSync(dataFolder, { recursive: true });
      writeFileSync(file, `${JSON.stringify({ ...read(), [work]: hash }, null, 2)}\n`);
    },
  };
}

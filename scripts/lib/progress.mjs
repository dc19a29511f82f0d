const TITLE_WIDTH = 34;
const REFRESH_MS = 1_000;

/**
 * Shows a piece of work as one line with its time: a running one on a terminal, only the outcome elsewhere.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {object} [options]
 * @param {NodeJS.WriteStream} [options.out]
 * @param {(result: T) => string} [options.describe] tells the outcome in a word or two
 * @param {(result: T) => boolean} [options.isGood] for work that fails without throwing
 * @returns {Promise<T>}
 */
export async function step(
  title,
  work,
  { out = process.stdout, describe = () => '', isGood = () => true } = {},
) {
  const startMs = Date.now();
  const line = (/** @type {string} */ mark, /** @type {string} */ detail) =>
    `  ${mark} ${title.padEnd(TITLE_WIDTH)} ${seconds(Date.now() - startMs).padStart(8)}  ${detail}`.trimEnd();
  const show = () => out.write(`\r\u001b[2K${line('…', '')}`);
  const clear = () => out.isTTY && out.write('\r\u001b[2K');
  if (out.isTTY) show();
  const timer = out.isTTY ? setInterval(show, REFRESH_MS) : undefined;
  try {
    const result = await work();
    clear();
    out.write(`${line(isGood(result) ? '✓' : '✗', describe(result))}\n`);
    return result;
  } catch (error) {
    clear();
    out.write(error.name === 'AbortError' ? `${line('-', 'stopped')}\n` : `${line('✗', '')}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** @param {number} durationMs */
export function seconds(durationMs) {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

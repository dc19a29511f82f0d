// Outlives whoever started it by a moment, however that one ended: reads from stdin which process groups and folders
// are in use, a line each ("+group 123", "-group 123", "+folder /tmp/x"), and when the line breaks, ends and removes
// what is left.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const inUse = { group: new Set(), folder: new Set() };

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [verb = '', ...rest] = line.split(' ');
  const set = inUse[/** @type {'group' | 'folder'} */ (verb.slice(1))];
  if (verb.startsWith('+')) set?.add(rest.join(' '));
  else set?.delete(rest.join(' '));
});
lines.on('close', () => {
  for (const group of inUse.group) {
    try {
      process.kill(-Number(group), 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
  for (const folder of inUse.folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});
// A Ctrl-C reaches the whole terminal; only the end of stdin ends this one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

const SRC = path.resolve(import.meta.dirname, '..');

/** Classes that a component names of its style sheets, and that are in none: types say nothing of them. */
function missingIn(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/^import (\w+) from '(.+\.module\.css)';$/gm)].flatMap(([line, name, sheet]) => {
    const css = readFileSync(path.resolve(path.dirname(file), sheet ?? ''), 'utf8');
    const used = source.replaceAll(line, '').matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'));
    return [...used].flatMap(([, used]) =>
      new RegExp(`\\.${used}\\b`).test(css) ? [] : [`${sheet} .${used}`],
    );
  });
}

describe('style sheets', () => {
  const components = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'),
  );

  it('have every class that a component names', () => {
    expect(components.length).toBeGreaterThan(100);
    expect(components.flatMap((file) => missingIn(path.join(SRC, file)))).toEqual([]);
  });
});

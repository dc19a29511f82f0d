import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'esbuild';
import type { FrameLook, Probe, Recording } from './recording.js';

/** One script, as pages take it: without modules, without types. */
export async function bundleProbe(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [path.join(import.meta.dirname, 'probe.ts')],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['@watchparty/source'],
    write: false,
  });
  const [script] = outputFiles;
  if (!script) throw new Error('the probe was not built');
  return script.text;
}

export async function injectProbe(context: BrowserContext, probe: string): Promise<void> {
  await context.addInitScript({ content: probe });
}

declare global {
  // How a page's global scope is declared.
  var __probe: Probe;
}

export async function drainProbe(page: Page): Promise<Recording> {
  return page.evaluate(() => globalThis.__probe.drain());
}

export async function lookAtPicture(page: Page): Promise<FrameLook | undefined> {
  return page.evaluate(() => globalThis.__probe.look());
}

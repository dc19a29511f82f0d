import type { LocalCopy } from '@watchparty/shared';

import { fingerprintOf } from './fingerprint.js';

/** A file whose length the browser does not find soon is played without knowing it. */
const DURATION_PATIENCE_MS = 5_000;

/** What there is to know of a file before a room plays it. */
export async function readCopy(file: File): Promise<LocalCopy> {
  const [hash, duration] = await Promise.all([fingerprintOf(file), durationOf(file)]);
  return { hash, size: file.size, name: file.name, ...(duration !== undefined && { duration }) };
}

/** @returns seconds; undefined where the browser cannot read it */
function durationOf(file: File): Promise<number | undefined> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  return new Promise<number | undefined>((resolve) => {
    const timer = setTimeout(() => resolve(undefined), DURATION_PATIENCE_MS);
    const done = (): void => {
      clearTimeout(timer);
      resolve(Number.isFinite(video.duration) && video.duration > 0 ? video.duration : undefined);
    };
    video.preload = 'metadata';
    video.onloadedmetadata = done;
    video.onerror = done;
    video.src = url;
  }).finally(() => {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  });
}

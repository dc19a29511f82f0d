import type { SiteAnswer } from './vendor-site.js';

/** Where each vendor's host has the project's sample. */
export const MEDIA_PATH = '/standin/clock.mp4';

/** What happens to what a frame says. */
export interface Wire {
  /** How long a message takes, in milliseconds: one after the other, over and over. Their order is kept. */
  delaysMs: readonly number[];
}

/** A vendor's page from inside: the sample in an element, and whoever framed it. */
export interface PageMedia {
  video: HTMLVideoElement;
  /** Says something to the page that frames this one, some time later. */
  say(message: unknown): void;
  /** Hears what that page says, and nobody else. */
  hear(listener: (message: unknown) => void): void;
  every(ms: number, task: () => void): void;
  /** Shows the video from its start, paused. */
  rewind(): void;
}

/**
 * A page that a vendor serves for a frame: the sample, and a script that speaks for it.
 *
 * @param bridge runs in the page, so it knows nothing but its parameters
 */
export function mediaPage<T>(
  bridge: (media: PageMedia, settings: T) => void,
  { settings, wire = { delaysMs: [5, 40, 15, 80, 25] } }: { settings: T; wire?: Wire },
): SiteAnswer {
  const script = `(${bridge.toString()})((${openMedia.toString()})(${toSource({ path: MEDIA_PATH, wire })}), ${toSource(settings)});`;
  return {
    contentType: 'text/html',
    body: `<!doctype html><meta charset="utf-8"><style>
      html, body, video { width: 100%; height: 100%; margin: 0; background: #000; }
    </style><body><script>${script}</script>`,
  };
}

/** A script that a vendor serves: a function that knows nothing but its parameter. */
export function vendorScript<T>(run: (settings: T) => void, settings: T): SiteAnswer {
  return { contentType: 'text/javascript', body: `(${run.toString()})(${toSource(settings)});` };
}

/** As a literal that may stand within a script element. */
function toSource(value: unknown): string {
  return JSON.stringify(value ?? null).replaceAll('<', String.raw`\u003c`);
}

/** Runs in the page. */
function openMedia({ path, wire }: { path: string; wire: Wire }): PageMedia {
  const video = document.createElement('video');
  video.playsInline = true;
  video.preload = 'auto';
  video.src = path;
  document.body.append(video);
  let messages = 0;
  let lastAtMs = 0;
  /** Messages come in their order, and timers of nearly the same time do not: whichever fires takes the oldest. */
  const outbox: unknown[] = [];

  return {
    video,
    say(message) {
      const delayMs = wire.delaysMs[messages % wire.delaysMs.length] ?? 0;
      messages += 1;
      lastAtMs = Math.max(lastAtMs, performance.now() + delayMs);
      outbox.push(message);
      setTimeout(() => parent.postMessage(outbox.shift(), '*'), lastAtMs - performance.now());
    },
    hear(listener) {
      addEventListener('message', (event) => {
        if (event.source === parent) listener(event.data);
      });
    },
    every: (ms, task) => void setInterval(task, ms),
    rewind() {
      video.pause();
      video.load();
    },
  };
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, expect, type Route } from '@playwright/test';
import { MEDIA_PATH } from './page-media.js';

const SAMPLE = path.resolve(import.meta.dirname, '../../../web/public/samples/clock.mp4');
/** A piece of media in one answer: each goes through the test's own connection to the browser. */
const LONGEST_PIECE = 1 << 20;

/** What a vendor's host answers with. */
export interface SiteAnswer {
  contentType: 'text/html' | 'text/javascript';
  body: string;
}

/** A vendor's hosts, as far as one test's people ask them for anything. */
export interface VendorSite {
  /** What was asked for so far, but for media, in turn. */
  readonly requests: readonly URL[];
  /** From now on nobody there answers, as on a network that swallows what it blocks. */
  fallSilent(): void;
  /** Since it fell silent, it has been asked for something. */
  expectAsked(): Promise<void>;
  /** The network gives up what still waits, and lets through what is asked for from now on. */
  answerAgain(): Promise<void>;
}

/**
 * Stands in for a vendor, at the vendor's own addresses, for everybody in a context. Nothing leaves this machine.
 *
 * @param origins of the vendor's hosts; each has the sample at {@link MEDIA_PATH}, for its pages to play
 * @param answer undefined where there is nothing at an address
 */
export async function standInFor(
  context: BrowserContext,
  origins: readonly string[],
  answer: (url: URL) => SiteAnswer | undefined,
): Promise<VendorSite> {
  const sample = await readFile(SAMPLE);
  const requests: URL[] = [];
  let waiting: Route[] | undefined;

  await context.route(
    (url) => origins.includes(url.origin),
    async (route) => {
      if (waiting) {
        waiting.push(route);
        return;
      }
      const url = new URL(route.request().url());
      if (url.pathname === MEDIA_PATH) return fulfillPiece(route, sample);
      requests.push(url);
      const found = answer(url);
      if (!found) return route.fulfill({ status: 404, contentType: 'text/plain', body: 'nothing here' });
      return route.fulfill(found);
    },
  );
  return {
    requests,
    fallSilent() {
      waiting = [];
    },
    async expectAsked() {
      await expect.poll(() => waiting?.length, { message: 'the vendor should be asked' }).toBeGreaterThan(0);
    },
    async answerAgain() {
      const given = waiting ?? [];
      waiting = undefined;
      for (const route of given) await route.abort('timedout');
    },
  };
}

async function fulfillPiece(route: Route, sample: Buffer): Promise<void> {
  const { range = 'bytes=0-' } = route.request().headers();
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(range) ?? [];
  const start = Number(from);
  const wanted = to === '' ? sample.length - 1 : Number(to);
  const end = Math.min(wanted, sample.length - 1, start + LONGEST_PIECE - 1);
  const answer = {
    status: 206,
    headers: {
      'Accept-Ranges': 'bytes',
      'Content-Range': `bytes ${start}-${end}/${sample.length}`,
      'Content-Type': 'video/mp4',
    },
    body: sample.subarray(start, end + 1),
  };
  // Whoever left the video meanwhile takes no answer.
  await route.fulfill(answer).catch(() => undefined);
}

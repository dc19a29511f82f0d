import type { Random } from '@watchparty/shared/simulation';
import { type Distribution, distributionOf } from '../../percentiles.js';
import { createDirection, type Direction } from '../relay/direction.js';
import type { LinkProfile } from '../relay/link-profiles.js';

/** What the links alone take of a command, in milliseconds from the press: before that nobody can be together. */
export interface LinkFloor {
  /** Until the last page has been told. */
  told: Distribution;
  /** Until the last of the others has the first bytes of a place that none has loaded. Whoever pressed asks at once. */
  fetched: Distribution;
}

/** About what a command and what is told of it come to on the wire, and a request of a browser. */
const COMMAND_BYTES = 200;
const NEWS_BYTES = 300;
const REQUEST_BYTES = 500;
/** The first bytes of a place in a film; a picture that needs no other mostly has more. */
const FIRST_BYTES = 16 * 1024;
/** Long after a link has begun, so that an outage is as likely as at any time. */
const PRESSED_AT_MS = 60_000;

/** One page's way to the server, for one command. */
interface Line {
  up(connection: object, bytes: number, atMs: number): number;
  down(connection: object, bytes: number, atMs: number): number;
}

/**
 * Sends made-up commands over the links that the relays make, each at another time. Server, browser and decoder take no
 * time.
 *
 * @param links of the pages; the first one presses
 */
export function linkFloorOf(
  links: readonly LinkProfile[],
  { commands, random }: { commands: number; random: Random },
): LinkFloor {
  const told: number[] = [];
  const fetched: number[] = [];
  for (let command = 0; command < commands; command += 1) {
    const lines = links.map((link) => createLine(link, random));
    const sockets = lines.map(() => ({}));
    const atServerMs = lines[0]?.up(sockets[0] ?? {}, COMMAND_BYTES, PRESSED_AT_MS) ?? PRESSED_AT_MS;
    const toldMs = lines.map((line, page) => line.down(sockets[page] ?? {}, NEWS_BYTES, atServerMs));
    const fetchedMs = lines.slice(1).map((line, other) => {
      const request = {};
      const askedMs = line.up(request, REQUEST_BYTES, toldMs[other + 1] ?? atServerMs);
      return line.down(request, FIRST_BYTES, askedMs);
    });
    told.push(Math.max(...toldMs) - PRESSED_AT_MS);
    fetched.push(Math.max(...fetchedMs) - PRESSED_AT_MS);
  }
  return { told: distributionOf(told), fetched: distributionOf(fetched) };
}

function createLine(link: LinkProfile, random: Random): Line {
  const roundTripMs = link.up.delayMs + link.down.delayMs;
  const outages = drawOutages(link, random);
  const sender = (direction: Direction) => (connection: object, bytes: number, atMs: number) => {
    for (const { startMs, endMs } of outages) if (startMs <= atMs) direction.outUntil(endMs);
    return direction.send(connection, bytes, atMs);
  };
  return {
    up: sender(createDirection(link.up, roundTripMs, random)),
    down: sender(createDirection(link.down, roundTripMs, random)),
  };
}

/** Up to one that begins after the press and all that follows from it. */
function drawOutages({ outages }: LinkProfile, random: Random): { startMs: number; endMs: number }[] {
  if (!outages) return [];
  const drawn: { startMs: number; endMs: number }[] = [];
  // Somewhere between two of them, or a press would always come as long after one.
  let startMs = random.between(0, outages.everyMs[1]);
  while (startMs < 2 * PRESSED_AT_MS) {
    drawn.push({ startMs, endMs: startMs + random.between(...outages.lastingMs) });
    startMs += random.between(...outages.everyMs);
  }
  return drawn;
}

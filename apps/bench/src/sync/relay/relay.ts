import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { Random } from '@watchparty/shared/simulation';
import { createDirection } from './direction.js';
import type { DirectionProfile, LinkProfile } from './link-profiles.js';
import { createMediaPace } from './media-pace.js';
import { createPipe, type Pipe, type PipeOptions } from './pipe.js';

/** One person's way to the server: an address of its own, behind a link that delays, jitters, loses and goes out. */
export interface Relay {
  port: number;
  /** The video stops coming; everything else goes on. */
  holdMedia(): void;
  releaseMedia(): void;
  /** How late bytes were handed over by this process, in milliseconds: what the machine added to the link. */
  latenessMs: readonly number[];
  stop(): Promise<void>;
}

/** The first line of a request for the sample, or for a part of it. */
const MEDIA_REQUEST = /^GET \/samples\/\S+\.(?:mp4|m4s|ts|m3u8)/;

const LEAST_WINDOW_BYTES = 64 * 1024;

/**
 * What a link carries in a round trip, and as much again in its queue, by which routers' buffers are measured
 * (Villamizar and Song, 1994). Everything else on the link waits behind a film that is being fetched, but no longer.
 */
function windowOf({ bandwidth }: DirectionProfile, roundTripMs: number): number {
  return Math.max(LEAST_WINDOW_BYTES, 2 * bandwidth * (roundTripMs / 1000));
}

export async function startRelay(toPort: number, link: LinkProfile, random: Random): Promise<Relay> {
  const roundTripMs = link.up.delayMs + link.down.delayMs;
  const up = createDirection(link.up, roundTripMs, random.fork('up'));
  const down = createDirection(link.down, roundTripMs, random.fork('down'));
  const lines = new Set<{ isMedia: boolean; downPipe: Pipe; end: () => void }>();
  const latenessMs: number[] = [];
  let isMediaHeld = false;

  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ port: toPort, host: '127.0.0.1', noDelay: true });
    const upPipe = pipeTo(upstream, client, { direction: up, windowBytes: windowOf(link.up, roundTripMs) });
    const downPipe = pipeTo(client, upstream, {
      direction: down,
      windowBytes: windowOf(link.down, roundTripMs),
    });
    const pace = createMediaPace();
    let pacing: NodeJS.Timeout | undefined;
    const line = {
      isMedia: false,
      downPipe,
      end: () => {
        client.destroy();
        upstream.destroy();
      },
    };
    lines.add(line);
    // The handshake that this machine answered at once would have been a round trip.
    let isShakingHands = true;
    upPipe.hold();
    const opened = setTimeout(
      () => {
        isShakingHands = false;
        upPipe.release();
      },
      up.send({}, 0, performance.now()) + link.down.delayMs - performance.now(),
    );

    client.on('data', (bytes) => {
      const isRequest = /^[A-Z]{3,7} \//.test(bytes.subarray(0, 16).toString('latin1'));
      if (isRequest) {
        line.isMedia = MEDIA_REQUEST.test(bytes.subarray(0, 200).toString('latin1'));
        if (line.isMedia) pace.begin();
        if (line.isMedia && isMediaHeld) downPipe.hold();
      }
      if (!upPipe.push(bytes) && !isShakingHands) client.pause();
    });
    upstream.on('data', (bytes) => {
      if (!downPipe.push(bytes)) upstream.pause();
      const pauseMs = line.isMedia ? pace.take(bytes.length) : 0;
      if (pauseMs === 0) return;
      upstream.pause();
      pacing = setTimeout(() => upstream.resume(), pauseMs);
    });
    client.on('drain', () => downPipe.drained());
    upstream.on('drain', () => upPipe.drained());
    client.on('end', () => upPipe.close());
    upstream.on('end', () => downPipe.close());
    for (const socket of [client, upstream]) {
      // An error is followed by the end of the connection, which is all that the other side hears.
      socket.on('error', () => undefined);
      socket.on('close', (hadError) => {
        if (hadError || socket === client) line.end();
        if (!client.destroyed || !upstream.destroyed) return;
        clearTimeout(opened);
        clearTimeout(pacing);
        upPipe.destroy();
        downPipe.destroy();
        lines.delete(line);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the relay has no port');

  function pipeTo(sink: Socket, source: Socket, way: Pick<PipeOptions, 'direction' | 'windowBytes'>): Pipe {
    return createPipe({
      ...way,
      sink: { write: (bytes) => sink.write(bytes), end: () => sink.end() },
      now: () => performance.now(),
      schedule,
      onRoom: () => source.resume(),
      onHandedOver: (lateMs) => latenessMs.push(lateMs),
    });
  }

  const stopOutages = planOutages();
  function planOutages(): () => void {
    const { outages } = link;
    if (!outages) return () => undefined;
    const draws = random.fork('outages');
    let timer: NodeJS.Timeout;
    const planNext = (): void => {
      timer = setTimeout(
        () => {
          const untilMs = performance.now() + draws.between(...outages.lastingMs);
          up.outUntil(untilMs);
          down.outUntil(untilMs);
          planNext();
        },
        draws.between(...outages.everyMs),
      );
    };
    planNext();
    return () => clearTimeout(timer);
  }

  return {
    port: address.port,
    latenessMs,
    holdMedia() {
      isMediaHeld = true;
      for (const { isMedia, downPipe } of lines) if (isMedia) downPipe.hold();
    },
    releaseMedia() {
      isMediaHeld = false;
      for (const { downPipe } of lines) downPipe.release();
    },
    async stop() {
      stopOutages();
      server.close();
      for (const { end } of lines) end();
      await once(server, 'close');
    },
  };
}

function schedule(task: () => void, delayMs: number): () => void {
  const timer = setTimeout(task, delayMs);
  return () => clearTimeout(timer);
}

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { rateLimit } from 'express-rate-limit';
import winston from 'winston';
import { createRateLimiter } from './create-rate-limiter.js';
import { createHttpRateLimitStore } from './http-rate-limit-store.js';
import type { RateLimiter } from './rate-limiter.js';

const logger = winston.createLogger({ silent: true });

function limiterOf(points: number): RateLimiter {
  return createRateLimiter({ name: 'api', limit: { points, windowMs: 60_000 }, logger });
}

describe('createHttpRateLimitStore', () => {
  it('tells hits and the end of the window as express-rate-limit wants them', async () => {
    const nowMs = 1_800_000_000_000;
    const store = createHttpRateLimitStore(limiterOf(2), () => nowMs);
    expect(await store.increment('user:a')).toEqual({ totalHits: 1, resetTime: new Date(nowMs + 60_000) });
    expect(await store.increment('user:a')).toMatchObject({ totalHits: 2 });
    expect(await store.increment('user:a')).toMatchObject({ totalHits: 3 });
    expect(await store.increment('user:a')).toMatchObject({ totalHits: 3 });
    await store.resetKey('user:a');
    expect(await store.increment('user:a')).toMatchObject({ totalHits: 1 });
  });

  it('gives back no single hit', () => {
    expect(() => createHttpRateLimitStore(limiterOf(2)).decrement('user:a')).toThrow(/takes no point back/);
  });

  it('counts for the middleware and for sockets together', async () => {
    const limiter = limiterOf(3);
    const complaints: unknown[] = [];
    const complain = (complaint: unknown): void => void complaints.push(complaint);
    const app = express();
    app.use(
      rateLimit({
        windowMs: limiter.limit.windowMs,
        limit: limiter.limit.points,
        store: createHttpRateLimitStore(limiter),
        keyGenerator: () => 'user:a',
        standardHeaders: 'draft-7',
        // Its checks of how it is used speak through this logger.
        logger: { error: complain, warn: complain },
      }),
      (_req, res) => void res.send('ok'),
    );
    const server = createServer(app).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

    expect((await fetch(url)).status).toBe(200);
    await limiter.consume('user:a');
    const last = await fetch(url);
    const refused = await fetch(url);
    server.close();
    server.closeAllConnections();
    expect(last.status).toBe(200);
    expect(last.headers.get('ratelimit')).toMatch(/^limit=3, remaining=0, reset=\d+$/);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(complaints).toEqual([]);
  });
});

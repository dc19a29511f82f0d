import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@watchparty/shared/simulation';
import { createDirection } from './direction.js';
import type { DirectionProfile } from './link-profiles.js';

const STEADY: DirectionProfile = { delayMs: 100, jitterMs: 0, bandwidth: 1_000_000, loss: 0 };
const ROUND_TRIP_MS = 200;

function directionOf(profile: Partial<DirectionProfile>, seed = 'test') {
  return createDirection({ ...STEADY, ...profile }, ROUND_TRIP_MS, createRandom(seed));
}

function arrivalsOf(seed: string): number[] {
  const direction = directionOf({ jitterMs: 75, loss: 0.1 }, seed);
  const connection = {};
  return Array.from({ length: 200 }, (_, index) => direction.send(connection, 100, index * 5));
}

describe('a direction of a link', () => {
  it('takes its delay, and a time for the bytes', () => {
    expect(directionOf({}).send({}, 10_000, 1_000)).toBeCloseTo(1_000 + 10 + 100);
  });

  it('sends one thing after the other, whoever they belong to', () => {
    const direction = directionOf({});
    direction.send({}, 50_000, 0);
    expect(direction.send({}, 10_000, 0)).toBeCloseTo(50 + 10 + 100);
  });

  it('jitters within its bounds and never changes the order', () => {
    const direction = directionOf({ jitterMs: 75, bandwidth: Number.POSITIVE_INFINITY });
    const delays: number[] = [];
    let lastMs = 0;
    for (let nowMs = 0; nowMs < 100_000; nowMs += 200) {
      const arrivalMs = direction.send({}, 100, nowMs);
      expect(arrivalMs).toBeGreaterThanOrEqual(lastMs);
      lastMs = arrivalMs;
      delays.push(arrivalMs - nowMs);
    }
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(25);
    expect(Math.max(...delays)).toBeLessThanOrEqual(175);
    expect(Math.max(...delays) - Math.min(...delays)).toBeGreaterThan(100);
  });

  it('keeps the order of packets that are sent faster than jitter would leave it', () => {
    const arrivals = arrivalsOf('order');
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
  });

  it('makes what is lost late by a round trip and a timer, and all that follows on its connection', () => {
    const direction = directionOf({ loss: 1, bandwidth: Number.POSITIVE_INFINITY });
    const connection = {};
    expect(direction.send(connection, 100, 0)).toBe(100 + ROUND_TRIP_MS + 200);
  });

  it('does without the timer where more packets follow', () => {
    const direction = directionOf({ loss: 1, bandwidth: Number.POSITIVE_INFINITY });
    expect(direction.send({}, 16_384, 0)).toBe(100 + ROUND_TRIP_MS);
  });

  it('holds up no other connection by a loss', () => {
    const random = { ...createRandom('x'), chance: () => hits.shift() ?? false, between: () => 0 };
    const hits = [true, false, false];
    const direction = createDirection(
      { ...STEADY, bandwidth: Number.POSITIVE_INFINITY },
      ROUND_TRIP_MS,
      random,
    );
    const unlucky = {};
    expect(direction.send(unlucky, 100, 0)).toBe(500);
    expect(direction.send({}, 100, 1)).toBe(101);
    expect(direction.send(unlucky, 100, 2)).toBe(500);
  });

  it('lets nothing arrive while it is out', () => {
    const direction = directionOf({ bandwidth: Number.POSITIVE_INFINITY });
    direction.outUntil(900);
    expect(direction.send({}, 100, 0)).toBe(900);
    expect(direction.send({}, 100, 850)).toBe(950);
  });

  it('does the same again for the same seed, and something else for another', () => {
    expect(arrivalsOf('a')).toEqual(arrivalsOf('a'));
    expect(arrivalsOf('a')).not.toEqual(arrivalsOf('b'));
  });
});

import { describe, expect, it } from '@jest/globals';
import { type Batches, type BatchesOptions, createBatches, type Outcome } from './batches.js';

/** Batches that end when the test says so. */
function stage(options: Partial<Pick<BatchesOptions<string, string>, 'maxSize' | 'inTurn' | 'pause'>> = {}) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const batches: Batches<string, string> = createBatches<string, string>({
    maxSize: 10,
    pause: () => Promise.resolve(),
    ...options,
    run: async (key, items) => {
      begun.push(`${key}: ${items.join(' ')}`);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map((item): Outcome<string> =>
        item === 'bad' ? { ok: false, error: new Error('refused') } : { ok: true, value: item.toUpperCase() },
      );
    },
  });
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  return { batches, begun, settle, endOne: () => ends.shift()?.() };
}

describe('batches', () => {
  it('take together whoever comes while one is under way', async () => {
    const { batches, begun, settle, endOne } = stage();
    const first = batches.add('room', 'a');
    await settle();
    const others = [batches.add('room', 'b'), batches.add('room', 'c')];
    await settle();
    expect(begun).toEqual(['room: a']);
    endOne();
    expect(await first).toBe('A');
    await settle();
    expect(begun).toEqual(['room: a', 'room: b c']);
    endOne();
    expect(await Promise.all(others)).toEqual(['B', 'C']);
  });

  it('do not wait for another key, and begin anew when all is done', async () => {
    const { batches, begun, settle, endOne } = stage();
    const both = [batches.add('one', 'a'), batches.add('other', 'b')];
    await settle();
    endOne();
    endOne();
    await Promise.all(both);
    const again = batches.add('one', 'c');
    await settle();
    endOne();
    expect(await again).toBe('C');
    expect(begun).toEqual(['one: a', 'other: b', 'one: c']);
  });

  /** Batches whose patience ends when the test says so: the last of `pauses` is the one that they are in. */
  const patientStage = () => {
    const pauses: { ms: number; end: () => void }[] = [];
    const staged = stage({ pause: (ms) => new Promise((resolve) => pauses.push({ ms, end: resolve })) });
    const endFirst = async (): Promise<void> => {
      const first = staged.batches.add('room', 'a');
      await staged.settle();
      staged.endOne();
      await first;
      await staged.settle();
    };
    return { ...staged, pauses, endFirst };
  };

  it('take together also whoever comes soon after one', async () => {
    const { batches, begun, settle, endOne, pauses, endFirst } = patientStage();
    await endFirst();
    const others = [batches.add('room', 'b'), batches.add('room', 'c')];
    await settle();
    expect(begun).toEqual(['room: a']);
    pauses.at(-1)?.end();
    await settle();
    endOne();
    await Promise.all(others);
    expect(begun).toEqual(['room: a', 'room: b c']);
    // Longer than they wait for each other: whoever comes then would else be taken alone.
    expect(pauses[0]?.ms).toBeGreaterThan(pauses[1]?.ms ?? Infinity);
  });

  it('wait for no others where enough have come', async () => {
    const { batches, begun, settle, endOne, endFirst } = patientStage();
    await endFirst();
    const people = [...'bcdefgh'];
    const others = people.map((person) => batches.add('room', person));
    await settle();
    expect(begun).toEqual(['room: a']);
    others.push(batches.add('room', 'i'));
    await settle();
    expect(begun).toEqual(['room: a', 'room: b c d e f g h i']);
    endOne();
    await Promise.all(others);
  });

  it('take whoever comes long after one at once', async () => {
    const { batches, begun, settle, endOne, pauses, endFirst } = patientStage();
    await endFirst();
    pauses.at(-1)?.end();
    await settle();
    const alone = batches.add('room', 'b');
    await settle();
    expect(begun).toEqual(['room: a', 'room: b']);
    endOne();
    await alone;
  });

  it('are no larger than allowed', async () => {
    const { batches, begun, settle, endOne } = stage({ maxSize: 2 });
    const all = ['a', 'b', 'c'].map((item) => batches.add('room', item));
    await settle();
    endOne();
    await settle();
    endOne();
    expect(await Promise.all(all)).toEqual(['A', 'B', 'C']);
    expect(begun).toEqual(['room: a b', 'room: c']);
  });

  it('refuse one without the others', async () => {
    const { batches, settle, endOne } = stage();
    const outcomes = Promise.allSettled([batches.add('room', 'a'), batches.add('room', 'bad')]);
    await settle();
    endOne();
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('fail as one when their work fails, and go on with the next', async () => {
    let tries = 0;
    const batches = createBatches<string, string>({
      maxSize: 10,
      run: async (_key, items) => {
        tries += 1;
        if (tries === 1) throw new Error('the database is gone');
        return items.map((value) => ({ ok: true, value }));
      },
    });
    const outcomes = await Promise.allSettled([batches.add('room', 'a'), batches.add('room', 'b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await batches.add('room', 'c')).toBe('c');
  });

  it('take along whoever comes while they wait for their turn', async () => {
    let letIn = (): void => undefined;
    const door = new Promise<void>((resolve) => (letIn = resolve));
    const { batches, begun, settle, endOne } = stage({ inTurn: (_key, work) => door.then(work) });
    const both = [batches.add('room', 'a')];
    await settle();
    both.push(batches.add('room', 'b'));
    letIn();
    await settle();
    endOne();
    expect(await Promise.all(both)).toEqual(['A', 'B']);
    expect(begun).toEqual(['room: a b']);
  });
});

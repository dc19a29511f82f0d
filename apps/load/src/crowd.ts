import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientPayload } from '@watchparty/shared';
import { CommandError, isInTouch, type VideoCommand } from '@watchparty/shared/room-client';
import type { Random } from '@watchparty/shared/simulation';
import type { Device } from './device.js';
import type { Journal } from './journal.js';
import { createLedger, type Ledger } from './ledger.js';
import { insist, meet, type Person } from './person.js';
import type { Rest } from './rest.js';

/** Rooms full of people who watch, chat, scrub, come and go. */
export interface Crowd {
  readonly rooms: readonly CrowdRoom[];
  readonly ledger: Ledger;
  readonly people: readonly Person[];
  /** Signs everybody in, and has them go in. */
  arrive(): Promise<void>;
  /** Everybody acts from now on, until `calm`. */
  act(): void;
  /**
   * Nobody acts any more. Whoever means to be in the room is in it, and every message has its answer.
   *
   * @throws Error that names who could not
   */
  calm(patienceMs: number): Promise<void>;
  /** Everybody closes the app. */
  disperse(): void;
  /** How many video commands were refused, by code. */
  readonly refusals: ReadonlyMap<string, number>;
}

export interface CrowdRoom {
  readonly id: string;
  readonly people: readonly Person[];
  readonly host: Person;
}

export interface CrowdOptions {
  url: string;
  botToken: string;
  random: Random;
  journal: Journal;
  /** Told apart from other crowds of this installation by it. */
  firstTelegramId: number;
  rooms: number;
  /** In each room; at least `ROLES.length` of them show all that people do. */
  peopleInRoom: number;
  /** Of the whole crowd. */
  messagesPerSecond: number;
  videoUrls?: readonly string[];
}

const SAMPLE_URL = '/samples/clock.mp4';
const RETRY_EVERY_MS = 300;
const POLL_MS = 20;

/** What somebody does beside writing. */
type Habit = (person: Person, random: Random, abort: AbortSignal) => Promise<void>;

export function createCrowd(options: CrowdOptions): Crowd {
  const { url, botToken, random, journal, firstTelegramId, peopleInRoom, messagesPerSecond } = options;
  const videoUrls = options.videoUrls ?? [SAMPLE_URL, 'https://media.example.org/film.mp4'];
  const ledger = createLedger(journal.accuse);
  const rooms: (CrowdRoom & { people: Person[] })[] = [];
  const refusals = new Map<string, number>();
  let stopping = newStop();
  let lives: Promise<void>[] = [];

  const people = (): Person[] => rooms.flatMap((room) => room.people);

  async function fillRoom(index: number): Promise<void> {
    const meetOne = (seat: number, roomOf: (rest: Rest) => Promise<string>): Promise<Person> => {
      const name = `r${index}p${seat}`;
      const telegramId = firstTelegramId + index * peopleInRoom + seat;
      return meet({ url, botToken, telegramId, name, random: random.fork(name), journal, ledger, roomOf });
    };
    const host = await meetOne(0, async (rest) => {
      const room = await rest.createRoom({ name: `Load ${firstTelegramId}-${index}`, videoUrl: SAMPLE_URL });
      return room.id;
    });
    const guests = await Promise.all(
      Array.from({ length: peopleInRoom - 1 }, (_, seat) => meetOne(seat + 1, async () => host.roomId)),
    );
    rooms.push({ id: host.roomId, host, people: [host, ...guests] });
  }

  /** Acts again and again, at its own pace. What fails is what the faults are about: the checks come afterwards. */
  async function live(pauseMs: () => number, act: () => Promise<void> | void): Promise<void> {
    const { signal } = stopping;
    for (;;) {
      await sleep(pauseMs(), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      await act();
    }
  }

  async function command<E extends VideoCommand>(
    device: Device,
    event: E,
    payload: ClientPayload<E>,
  ): Promise<void> {
    try {
      await device.session.command(event, payload);
    } catch (error) {
      const code = error instanceof CommandError ? error.code : String(error);
      refusals.set(code, (refusals.get(code) ?? 0) + 1);
    }
  }

  /** Drives the video, as the one who holds the remote. */
  const host: Habit = async (person, chance, abort) => {
    const device = person.devices[0];
    if (!device?.room()) return;
    const act = chance.pick(['play', 'pause', 'scrub', 'scrub', 'rate', 'change', 'reload'] as const);
    switch (act) {
      case 'play':
        return command(device, 'video:play', {});
      case 'pause':
        return command(device, 'video:pause', {});
      case 'scrub': {
        // Somebody who drags the bar does not wait for answers.
        const steps: Promise<void>[] = [];
        for (let left = chance.integer(3, 8); left > 0 && !abort.aborted; left -= 1) {
          steps.push(command(device, 'video:seek', { position: chance.integer(0, 3_000) / 10 }));
          await sleep(60);
        }
        await Promise.all(steps);
        return;
      }
      case 'rate':
        return command(device, 'video:rate', { rate: chance.pick([0.5, 1, 1.25, 2]) });
      case 'change':
        return command(device, 'video:change', { url: chance.pick(videoUrls) });
      case 'reload':
        if (chance.chance(0.2)) await person.reload(device, abort);
        return;
    }
  };

  /** Goes out, and comes in again. */
  const commuter: Habit = async (person, _chance, abort) => {
    if (person.isIn) await person.leave();
    else await person.enter(abort);
  };

  /** Has the app open twice, and reloads now one, now the other. */
  const reloader: Habit = async (person, chance, abort) => {
    if (person.devices.length < 2) await person.open(abort);
    else await person.reload(chance.pick(person.devices), abort);
  };

  /** Sits in a train, and loses answers in tunnels. */
  const traveller: Habit = async (person, chance) => {
    const device = person.devices[0];
    // Out of a tunnel before the next one.
    if (!device || notThere(device).length > 0) return;
    if (chance.chance(0.7)) device.say();
    device.vanish();
  };

  const HABITS: readonly { habit: Habit; everyMs: [number, number] }[] = [
    { habit: host, everyMs: [200, 700] },
    { habit: commuter, everyMs: [1_500, 4_000] },
    { habit: reloader, everyMs: [1_500, 4_000] },
    { habit: traveller, everyMs: [1_500, 4_000] },
  ];

  function bringToLife(person: Person, seat: number): void {
    const chance = random.fork(`${person.name} talks`);
    const everyMs = (1000 * people().length) / messagesPerSecond;
    const talk = (): void => {
      if (person.devices.length > 0) chance.pick(person.devices).say();
    };
    lives.push(live(() => chance.between(0.5, 1.5) * everyMs, talk));
    lives.push(
      live(
        () => RETRY_EVERY_MS,
        () => person.devices.forEach((device) => device.retryFailed()),
      ),
    );

    const role = HABITS[seat];
    if (!role) return;
    const whim = random.fork(`${person.name} acts`);
    lives.push(
      live(
        () => whim.between(...role.everyMs),
        () => role.habit(person, whim, stopping.signal),
      ),
    );
  }

  /** @throws Error unless `isSo` gets true in time; what was found last says why */
  async function until(deadlineMs: number, complaint: () => string[]): Promise<void> {
    for (;;) {
      const complaints = complaint();
      if (complaints.length === 0) return;
      if (Date.now() > deadlineMs) throw new Error(`In vain: ${complaints.join('; ')}`);
      for (const person of people()) for (const device of person.devices) device.retryFailed();
      await sleep(POLL_MS);
    }
  }

  async function settlePerson(person: Person, abort: AbortSignal): Promise<void> {
    if (person.isIn) {
      await person.enter(abort);
      return;
    }
    // The server may not have heard of a leave during an outage.
    await insist(abort, async () => {
      if (person.isLeaveConfirmed) return;
      await person.enter(abort);
      await person.leave();
      throw new Error('look again');
    });
  }

  return {
    rooms,
    ledger,
    refusals,
    get people() {
      return people();
    },
    async arrive() {
      const { signal } = stopping;
      await Promise.all(Array.from({ length: options.rooms }, (_, index) => fillRoom(index)));
      rooms.sort((a, b) => a.host.name.localeCompare(b.host.name));
      await Promise.all(people().map((person) => person.enter(signal)));
    },
    act() {
      for (const room of rooms) room.people.forEach(bringToLife);
    },
    async calm(patienceMs) {
      const deadlineMs = Date.now() + patienceMs;
      stopping.abort();
      await Promise.all(lives);
      lives = [];
      stopping = newStop();
      const patience = AbortSignal.timeout(patienceMs);
      setMaxListeners(0, patience);
      await Promise.all(people().map((person) => settlePerson(person, patience)));
      await until(deadlineMs, () => [
        ...people().flatMap((person) => (person.isIn ? person.devices.flatMap(notThere) : [])),
        ...ledger
          .all()
          .filter(({ fate }) => fate.state === 'open')
          .map(({ clientId, tries }) => `message ${clientId} has no answer after ${tries} tries`),
      ]);
    },
    disperse() {
      stopping.abort();
      for (const person of people()) person.go();
    },
  };
}

/** Every life listens to it. */
function newStop(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

function notThere(device: Device): string[] {
  const state = device.state();
  if (state.status !== 'joined') return [`${device.label} is not in the room but ${state.status}`];
  return device.isConnected && isInTouch(state.connection) ? [] : [`${device.label} is not connected`];
}

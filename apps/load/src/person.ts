import { setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '@watchparty/shared/simulation';
import { createDevice, type Device } from './device.js';
import type { Journal } from './journal.js';
import type { Ledger } from './ledger.js';
import { createRest, type Rest } from './rest.js';

/** Somebody with one room to be in, and one device or more to be there with. */
export interface Person {
  readonly name: string;
  readonly userId: string;
  readonly roomId: string;
  readonly rest: Rest;
  readonly devices: readonly Device[];
  /** Whether they mean to be in the room. */
  readonly isIn: boolean;
  /** Whether the server has confirmed the last leave. */
  readonly isLeaveConfirmed: boolean;
  /** Opens the app once more, and goes in. Tries again until it succeeds or `abort` ends it. */
  open(abort: AbortSignal): Promise<void>;
  /** Closes a device without a word, and opens the app again. */
  reload(device: Device, abort: AbortSignal): Promise<void>;
  /** Goes in with every device. */
  enter(abort: AbortSignal): Promise<void>;
  /** Leaves with every device. */
  leave(): Promise<void>;
  /** Closes everything. */
  go(): void;
}

export interface PersonOptions {
  url: string;
  botToken: string;
  telegramId: number;
  name: string;
  roomId: string;
  rest: Rest;
  userId: string;
  random: Random;
  journal: Journal;
  ledger: Ledger;
}

/** People try again after about this long. */
const TRY_AGAIN_MS = 500;

function createPerson(options: PersonOptions): Person {
  const { url, name, telegramId, roomId, rest, userId, random, journal, ledger } = options;
  let devices: Device[] = [];
  let opened = 0;
  let isIn = false;
  let isLeaveConfirmed = true;

  async function enterWith(device: Device, abort: AbortSignal): Promise<void> {
    isIn = true;
    isLeaveConfirmed = false;
    await insist(abort, async () => {
      const { status } = device.state();
      if (status !== 'joined' && status !== 'joining' && devices.includes(device)) {
        await device.session.join({ roomId });
      }
    });
  }

  async function open(abort: AbortSignal): Promise<void> {
    const number = (opened += 1);
    const signedIn = await insist(abort, () => rest.signIn());
    if (!signedIn) return;
    const device = createDevice({
      label: `${name}/${number}`,
      url,
      token: signedIn.token,
      address: addressOf(telegramId, number),
      youId: userId,
      random: random.fork(`device ${number}`),
      journal,
      ledger,
    });
    devices = [...devices, device];
    await enterWith(device, abort);
  }

  return {
    name,
    userId,
    roomId,
    rest,
    get devices() {
      return devices;
    },
    get isIn() {
      return isIn;
    },
    get isLeaveConfirmed() {
      return isLeaveConfirmed;
    },
    open,
    async reload(device, abort) {
      device.close();
      devices = devices.filter((other) => other !== device);
      await open(abort);
    },
    async enter(abort) {
      if (devices.length === 0) await open(abort);
      else await Promise.all(devices.map((device) => enterWith(device, abort)));
    },
    async leave() {
      isIn = false;
      const confirmed = await Promise.all(devices.map((device) => device.leave()));
      isLeaveConfirmed = confirmed.every(Boolean);
    },
    go() {
      isIn = false;
      for (const device of devices) device.close();
      devices = [];
    },
  };
}

/** An address of TEST-NET and its neighbours, for each device its own: what a proxy spreads by. */
function addressOf(telegramId: number, number: number): string {
  const host = telegramId * 7 + number * 31;
  return `10.${(host >>> 16) & 255}.${(host >>> 8) & 255}.${(host & 253) + 1}`;
}

/** @returns undefined when `abort` came first */
export async function insist<T>(abort: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
  while (!abort.aborted) {
    try {
      return await work();
    } catch {
      await sleep(TRY_AGAIN_MS, undefined, { signal: abort }).catch(() => undefined);
    }
  }
  return undefined;
}

export interface ArrivalOptions extends Omit<PersonOptions, 'rest' | 'userId' | 'roomId'> {
  /** Makes the room, or names it. */
  roomOf: (rest: Rest) => Promise<string>;
}

/** Signs somebody in who comes for the first time; nobody is in the room yet. */
export async function meet({ roomOf, ...options }: ArrivalOptions): Promise<Person> {
  const { url, botToken, telegramId, name, journal } = options;
  const rest = createRest({
    url,
    botToken,
    telegramId,
    name,
    address: addressOf(telegramId, 0),
    onFailure: (what, error) => journal.note(`${name}: ${what} failed: ${error.code} ${error.message}`),
  });
  const { user } = await rest.signIn();
  return createPerson({ ...options, rest, userId: user.id, roomId: await roomOf(rest) });
}

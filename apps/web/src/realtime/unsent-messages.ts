import type { PendingMessage, UnsentMessages, UnsentPlace } from '@watchparty/shared/room-client';

import type { SafeStorage } from '../lib/safe-storage.js';

/** What was meant for last night's film is nothing for tonight's. */
const MAX_AGE_MS = 24 * 60 * 60_000;

const KEY = 'watchparty.unsent';

type ByPlace = Record<string, PendingMessage[]>;

/** Keeps what is not sent yet in this browser, each person's in each room. */
export function createUnsentMessages(storage: SafeStorage, deviceNow: () => number): UnsentMessages {
  const readAll = (): ByPlace => {
    const kept = parse(storage.get(KEY));
    const isFresh = ({ createdAt }: PendingMessage): boolean => deviceNow() - createdAt < MAX_AGE_MS;
    return Object.fromEntries(
      Object.entries(kept)
        .map(([place, messages]) => [place, messages.filter(isPending).filter(isFresh)] as const)
        .filter(([, messages]) => messages.length > 0),
    );
  };
  return {
    read: (place) => readAll()[nameOf(place)] ?? [],
    write(place, pending) {
      const { [nameOf(place)]: _, ...others } = readAll();
      storage.set(KEY, JSON.stringify(pending.length > 0 ? { ...others, [nameOf(place)]: pending } : others));
    },
  };
}

function nameOf({ roomId, userId }: UnsentPlace): string {
  return `${roomId} ${userId}`;
}

function parse(kept: string | undefined): Record<string, unknown[]> {
  try {
    const byPlace: unknown = JSON.parse(kept ?? '{}');
    if (typeof byPlace !== 'object' || byPlace === null) return {};
    return Object.fromEntries(
      Object.entries(byPlace).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1])),
    );
  } catch {
    return {};
  }
}

/** As an earlier version of the app may have kept something else. */
function isPending(value: unknown): value is PendingMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { clientId, content, type, createdAt, delivery } = value as Record<keyof PendingMessage, unknown>;
  return (
    typeof clientId === 'string' &&
    typeof content === 'string' &&
    (type === 'text' || type === 'emoji') &&
    typeof createdAt === 'number' &&
    typeof delivery === 'object' &&
    delivery !== null
  );
}

import { offerIdOfStartParam, roomIdOfStartParam } from '@watchparty/shared';

import { paths } from '../lib/paths.js';
import type { SafeStorage } from '../lib/safe-storage.js';

const USED_LAUNCH_KEY = 'watchparty.used-launch';

interface Launch {
  pathname: string;
  startParam: string | undefined;
  /** Differs with every launch. */
  launchId: string;
  /** Of the tab. */
  storage: SafeStorage;
}

/**
 * Where an invitation leads, once per launch: after a reload the launch parameters are still there, but the person has
 * moved on. That the parameter is not verified does not matter, it only picks the page.
 */
export function startPathOf({ pathname, startParam, launchId, storage }: Launch): string | undefined {
  const path = startParam === undefined ? undefined : pathOf(startParam);
  if (path === undefined || pathname !== paths.home) return undefined;
  // The launch data itself stays out of storage: whoever reads it could sign in with it.
  const launch = fingerprintOf(launchId);
  if (storage.get(USED_LAUNCH_KEY) === launch) return undefined;
  storage.set(USED_LAUNCH_KEY, launch);
  return path;
}

function pathOf(startParam: string): string | undefined {
  const [roomId, offerId] = [roomIdOfStartParam(startParam), offerIdOfStartParam(startParam)];
  if (roomId !== undefined) return paths.room(roomId);
  return offerId === undefined ? undefined : paths.offer(offerId);
}

function fingerprintOf(text: string): string {
  let hash = 5381;
  for (let index = 0; index < text.length; index += 1) {
    hash = (Math.imul(hash, 33) ^ text.charCodeAt(index)) >>> 0;
  }
  return `${hash.toString(36)}.${text.length}`;
}

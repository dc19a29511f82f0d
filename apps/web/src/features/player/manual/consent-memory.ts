import type { SafeStorage } from '../../../lib/safe-storage.js';

/** Which foreign hosts a person on this device has agreed to load, once and for all their pages. */
export interface ConsentMemory {
  has(host: string): boolean;
  give(host: string): void;
}

const KEY = 'watchparty.frame-hosts';
/** More would only be what was looked at once. */
const MAX_HOSTS = 50;

export function createConsentMemory(storage: SafeStorage): ConsentMemory {
  let hosts = read(storage.get(KEY));
  return {
    has: (host) => hosts.includes(host),
    give(host) {
      hosts = [host, ...hosts.filter((known) => known !== host)].slice(0, MAX_HOSTS);
      storage.set(KEY, JSON.stringify(hosts));
    },
  };
}

function read(text: string | undefined): string[] {
  try {
    const parsed: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((host) => typeof host === 'string') : [];
  } catch {
    return [];
  }
}

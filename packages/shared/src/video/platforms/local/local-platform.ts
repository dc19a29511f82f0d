import { queryOf } from '../../link-parts.js';
import type { PlatformDefinition } from '../../platform-definition.js';

/** A file that each viewer has a copy of. Nothing of it is uploaded: a room knows its name and how to recognise it. */
export interface LocalCopy {
  /** SHA-256 of samples of its bytes and of its length, 64 hex digits. */
  hash: string;
  /** Bytes. */
  size: number;
  /** Seconds; undefined where it was not known. */
  duration?: number;
  /** With its extension. */
  name: string;
}

const PROTOCOL = 'local:';
const HASH = /^[\da-f]{64}$/;
const NAME_MAX_LENGTH = 200;
/** A name may grow ninefold once it is written out, and the whole has 2,048 characters. */
const WRITTEN_NAME_MAX_LENGTH = 1_800;
const DURATION_MAX_S = 604_800;

/** The address under which a room keeps a file of one's own. */
export function localAddressOf({ hash, size, duration, name }: LocalCopy): string {
  const known = duration === undefined ? '' : `&duration=${duration}`;
  return `${PROTOCOL}${hash}?size=${size}${known}&name=${written(name)}`;
}

/** @returns undefined where it is no such address */
export function localCopyOf(url: URL): LocalCopy | undefined {
  const size = Number(queryOf(url, 'size'));
  const duration = Number(queryOf(url, 'duration'));
  const name = queryOf(url, 'name') ?? '';
  if (url.protocol !== PROTOCOL || !HASH.test(url.pathname)) return undefined;
  if (!Number.isSafeInteger(size) || size <= 0 || name.trim() === '' || name.length > NAME_MAX_LENGTH)
    return undefined;
  const isKnown = duration > 0 && duration <= DURATION_MAX_S;
  return { hash: url.pathname, size, ...(isKnown && { duration }), name };
}

/** A file of one's own, played in sync like any other by whoever has a copy. */
export const localPlatform: PlatformDefinition = {
  platform: 'local',
  capabilities: {
    play: true,
    pause: true,
    seek: true,
    rate: 'any',
    time: true,
    duration: true,
    live: false,
    ads: false,
  },
  sources: { media: ['blob:'] },
  parse(url) {
    const copy = localCopyOf(url);
    return copy && { canonicalUrl: localAddressOf(copy), videoId: copy.hash };
  },
};

/** Half of a character, as broken names have it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Shortened by whole characters until it fits. */
function written(name: string): string {
  const characters = Array.from(name.replace(LONE_SURROGATE, '\ufffd'));
  let text = '';
  for (const character of characters) {
    const longer = text + character;
    if (longer.length > NAME_MAX_LENGTH || encodeURIComponent(longer).length > WRITTEN_NAME_MAX_LENGTH) break;
    text = longer;
  }
  return encodeURIComponent(text);
}

import { URL_MAX_LENGTH } from '../limits.js';
import type { Capabilities, Platform } from './platform.js';
import { embeddedAddress } from './embed-code.js';
import type { ParsedLink, PlatformDefinition, RefusedLink } from './platform-definition.js';
import { PLATFORM_TABLE } from './platform-table.js';
import { dashPlatform } from './platforms/dash/dash-platform.js';
import { filePlatform } from './platforms/file/file-platform.js';
import { hlsPlatform } from './platforms/hls/hls-platform.js';
import { localPlatform } from './platforms/local/local-platform.js';

/** What an installation's own samples may be. */
const SAMPLE_PLATFORMS = [filePlatform, hlsPlatform, dashPlatform];

/** Names without escapes: a proxy might read `..%2f` as a way out of the folder. */
const SAMPLE_PATH = /^\/samples\/[\w./-]+$/;

/** Names that never lead to the public internet (RFC 6761, RFC 6762, RFC 8375, and ICANN's .internal). */
const PRIVATE_HOST = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/** A link that the room can play. */
export interface VideoLink extends ParsedLink {
  platform: Platform;
  capabilities: Capabilities;
}

export interface VideoLinkPolicy {
  /** Origins (`https://host[:port]`) that are this installation itself. */
  ownOrigins: readonly string[];
  /** Admits http, IP literals and single-label hosts. For tests; refused in production by the configuration. */
  allowPrivate: boolean;
}

/** Reads what a person pasted: a link, with or without its scheme, or the code of a frame. Never throws. */
export function parseVideoLink(input: string, policy: VideoLinkPolicy): VideoLink | RefusedLink {
  const pasted = input.trim();
  const text = embeddedAddress(pasted) ?? pasted;
  if (text.startsWith('local:')) return parseLocal(text);
  const sample = parseSample(text, policy);
  if (sample) return sample;

  const written = parseUrl(hasScheme(text) ? text : `https://${text}`);
  const url = written && tidied(written);
  if (!url) return { refusal: 'This is not a link.' };
  const refusal = refusalOf(url, policy);
  if (refusal !== undefined) return { refusal };

  const link = matchPlatform(url, PLATFORM_TABLE);
  if (!link) return { refusal: 'No player is known for this link.' };
  if (isRefused(link)) return link;
  if (link.platform === 'iframe' && isBesideOurs(url, policy)) {
    return { refusal: 'This link leads to the app itself.' };
  }
  // A word with a dot in it is a host by its form, and seldom meant as one.
  if (link.platform === 'iframe' && !hasScheme(text)) return { refusal: 'This is not a link.' };
  // What is not ASCII has grown to several characters each by now.
  if (link.canonicalUrl.length > URL_MAX_LENGTH) return { refusal: 'This link is too long.' };
  return link;
}

/** What the address of a room's video says of it, as its player needs it. Undefined where no player is known for it. */
export function readVideo(platform: Platform, canonicalUrl: string): VideoLink | undefined {
  const row = PLATFORM_TABLE.find((known) => known.platform === platform);
  // A sample's address is a path, which says as much on any host.
  const url = parseUrl(canonicalUrl, 'https://localhost');
  const parsed = url && row?.parse(url);
  return row && parsed && !('refusal' in parsed) ? { ...toVideoLink(row, parsed), canonicalUrl } : undefined;
}

export function isRefused(link: VideoLink | RefusedLink): link is RefusedLink {
  return 'refusal' in link;
}

/** What each viewer has a copy of leads nowhere. */
function parseLocal(text: string): VideoLink | RefusedLink {
  const url = parseUrl(text);
  const link = url && matchPlatform(url, [localPlatform]);
  return link ?? { refusal: 'This is not the address of a file of one’s own.' };
}

/** A sample is kept as a path, so that a room outlives a change of the installation's address. */
function parseSample(text: string, policy: VideoLinkPolicy): VideoLink | undefined {
  const base = policy.ownOrigins[0] ?? 'https://localhost';
  const url = parseUrl(text, base);
  if (url?.username !== '' || url.password !== '') return undefined;
  const isOwn = text.startsWith('/') && !text.startsWith('//') && !text.startsWith('/\\');
  if (!isOwn && !policy.ownOrigins.includes(url.origin)) return undefined;
  if (url.origin !== new URL(base).origin && !policy.ownOrigins.includes(url.origin)) return undefined;
  if (!SAMPLE_PATH.test(url.pathname)) return undefined;
  const link = matchPlatform(url, SAMPLE_PLATFORMS);
  return link && !isRefused(link) ? { ...link, canonicalUrl: url.pathname } : undefined;
}

/** A page of a known platform that is no video of its own is not framed either. */
function matchPlatform(url: URL, rows: readonly PlatformDefinition[]): VideoLink | RefusedLink | undefined {
  const host = rows.find((row) => isHostOf(row, url));
  for (const row of host ? [host] : rows.filter(({ hosts }) => !hosts)) {
    const parsed = row.parse(url);
    if (parsed) return 'refusal' in parsed ? parsed : toVideoLink(row, parsed);
  }
  return undefined;
}

function toVideoLink({ platform, capabilities }: PlatformDefinition, parsed: ParsedLink): VideoLink {
  return { ...parsed, platform, capabilities: { ...capabilities, ...parsed.capabilities } };
}

/**
 * A link to a known platform, by https, which every one of them serves, and by the very name that the table has for the
 * host. Others are left as they are, and so is what is refused for its user info.
 */
function tidied(url: URL): URL {
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isPlain = isWeb && url.username === '' && url.password === '';
  if (!isPlain || !PLATFORM_TABLE.some((row) => isHostOf(row, url))) return url;
  return new URL(`https://${withoutRootDot(url)}${url.pathname}${url.search}${url.hash}`);
}

/** A port of one's own is somebody else's server. */
function isHostOf({ hosts = [] }: PlatformDefinition, url: URL): boolean {
  return hosts.includes(withoutRootDot(url));
}

/** `URL.parse` is younger than Node 20 and many WebViews. */
function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

function hasScheme(text: string): boolean {
  // "host:8080/x" has a port, not a scheme, and "javascript:…" has a scheme although no slashes follow it.
  return /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text);
}

/** Why nobody may be led to this address, as a plain sentence; undefined where they may. */
export function refusalOf(url: URL, policy: VideoLinkPolicy): string | undefined {
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && policy.allowPrivate)) {
    return 'Only https links can be played.';
  }
  if (url.username !== '' || url.password !== '') return 'A link must not carry a user name or a password.';
  if (policy.ownOrigins.some((own) => withoutRootDot(new URL(own)) === withoutRootDot(url))) {
    return 'This link leads to the app itself.';
  }
  if (policy.allowPrivate) return undefined;
  const hostname = url.hostname.replace(/\.$/, '');
  if (isIpLiteral(hostname)) return 'A link must name its host, not an IP address.';
  if (!hostname.includes('.') || hostname.split('.').includes('') || PRIVATE_HOST.test(hostname))
    return 'This host is not on the public internet.';
  return undefined;
}

/** Pages of our own host by another port, and of hosts below ours, are of one site with us, which browsers part less strictly. */
function isBesideOurs({ hostname }: URL, { ownOrigins, allowPrivate }: VideoLinkPolicy): boolean {
  if (allowPrivate) return false;
  const name = hostname.replace(/\.$/, '');
  return ownOrigins.some((own) => `.${name}`.endsWith(`.${new URL(own).hostname.replace(/\.$/, '')}`));
}

/** `example.com.` is the same host as `example.com`. */
function withoutRootDot({ host }: URL): string {
  return host.replace(/\.(?=:|$)/, '');
}

/** `new URL` has already turned 0x7f.1, 2130706433 and the like into dotted quads. */
function isIpLiteral(hostname: string): boolean {
  return hostname.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}

import { PLATFORM_TABLE } from '../video/platform-table.js';
import type { PlatformSources } from '../video/platform-definition.js';
import { START_SCRIPT_HASH } from './start-script-hash.js';

export interface SecurityHeadersOptions {
  /** Where people reach the installation. */
  publicUrl: string;
  /** Whether media may come over http, for tests. */
  allowPrivateMedia: boolean;
  /** Further origins that the page may talk to, such as the one that collects its errors. */
  connectOrigins?: readonly string[];
}

/** Telegram Web shows the Mini App in a frame; /a/ and /k/ share this origin. */
export const TELEGRAM_WEB = 'https://web.telegram.org';

const ONE_YEAR_S = 31_536_000;

/**
 * Every security header of an answer, by its name: the one place that decides them, for the API (which sets them through
 * helmet) and for nginx (whose file is generated from here).
 *
 * Framing is Telegram Web's business, so there is no X-Frame-Options, and without a referrer YouTube's player refuses to
 * play (error 153).
 */
export function securityHeaders(options: SecurityHeadersOptions): Record<string, string> {
  return {
    'Content-Security-Policy': Object.entries(contentSecurityPolicy(options))
      .map(([name, sources]) => [name, ...sources].join(' '))
      .join(';'),
    'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    ...(isSecure(options.publicUrl) && { 'Strict-Transport-Security': `max-age=${ONE_YEAR_S}` }),
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    'X-Download-Options': 'noopen',
    'X-Permitted-Cross-Domain-Policies': 'none',
    'X-XSS-Protection': '0',
  };
}

/** The directives of the policy, each with its sources. */
export function contentSecurityPolicy({
  publicUrl,
  allowPrivateMedia,
  connectOrigins = [],
}: SecurityHeadersOptions): Record<string, string[]> {
  const platforms = (kind: keyof PlatformSources): string[] => {
    const sources = PLATFORM_TABLE.flatMap((row) => row.sources[kind] ?? []);
    // Where https may be anywhere, a test's http may be too.
    return allowPrivateMedia && sources.includes('https:') ? [...sources, 'http:'] : sources;
  };
  const directive = (...sources: string[]): string[] => [...new Set(sources)];
  return {
    'default-src': ["'self'"],
    'base-uri': ["'none'"],
    'object-src': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'self'", TELEGRAM_WEB],
    'script-src': directive("'self'", `'${START_SCRIPT_HASH}'`, ...platforms('script')),
    // Telegram's SDK writes a style element.
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'", 'data:'],
    // People's pictures come from wherever Telegram keeps them.
    'img-src': directive("'self'", 'data:', 'blob:', 'https:', ...platforms('img')),
    'media-src': directive("'self'", ...platforms('media')),
    // Older WebKit does not count wss: as part of 'self'.
    'connect-src': directive("'self'", socketOriginOf(publicUrl), ...platforms('connect'), ...connectOrigins),
    'worker-src': ["'self'", 'blob:'],
    'frame-src': directive("'self'", ...platforms('frame')),
    ...(isSecure(publicUrl) && { 'upgrade-insecure-requests': [] }),
  };
}

function isSecure(publicUrl: string): boolean {
  return publicUrl.startsWith('https:');
}

function socketOriginOf(publicUrl: string): string {
  const { protocol, host } = new URL(publicUrl);
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}`;
}

import type { RequestHandler } from 'express';
import helmet from 'helmet';

export interface SecurityHeadersOptions {
  publicUrl: string;
  /** Whether media may come over http, for tests. */
  allowPrivateMedia: boolean;
  /** Where the Mini App sends its own faults. */
  sentryDsn?: string;
}

/** Telegram Web shows the Mini App in a frame; /a/ and /k/ share this origin. */
const TELEGRAM_WEB = 'https://web.telegram.org';

/**
 * helmet's defaults forbid framing, which breaks Telegram Web, and send no referrer, which breaks YouTube's player
 * (error 153): both are set by hand here.
 */
export function securityHeaders(options: SecurityHeadersOptions): RequestHandler {
  const { publicUrl, allowPrivateMedia, sentryDsn } = options;
  const isSecure = publicUrl.startsWith('https:');
  // Older WebKit does not count wss: as part of 'self'.
  const ownSocket = publicUrl.replace(/^http/, 'ws');
  const media = allowPrivateMedia ? ['https:', 'http:'] : ['https:'];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'", TELEGRAM_WEB],
        scriptSrc: ["'self'"],
        // Telegram's SDK writes a style element.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:', 'blob:', 'https:'],
        mediaSrc: ["'self'", 'blob:', ...media],
        connectSrc: [
          "'self'",
          new URL(ownSocket).origin.replace(/^null$/, ownSocket),
          ...media,
          ...(sentryDsn === undefined ? [] : [new URL(sentryDsn).origin]),
        ],
        workerSrc: ["'self'", 'blob:'],
        frameSrc: ["'self'"],
        ...(isSecure && { upgradeInsecureRequests: [] }),
      },
    },
    xFrameOptions: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: isSecure && { maxAge: 31_536_000, includeSubDomains: false },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    originAgentCluster: false,
  });
}

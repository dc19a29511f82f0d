import { contentSecurityPolicy, type SecurityHeadersOptions } from '@watchparty/shared';
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What `securityHeaders` of @watchparty/shared decides, said by helmet. Its defaults forbid framing, which breaks Telegram
 * Web, and send no referrer, which breaks YouTube's player (error 153). A test compares the two.
 */
export function securityHeaders(options: SecurityHeadersOptions): RequestHandler {
  return helmet({
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy(options) },
    xFrameOptions: false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    strictTransportSecurity: options.publicUrl.startsWith('https:') && {
      maxAge: 31_536_000,
      includeSubDomains: false,
    },
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    originAgentCluster: false,
  });
}

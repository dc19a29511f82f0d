import { describe, expect, it } from '@jest/globals';
import { contentSecurityPolicy, securityHeaders } from './security-headers.js';
import { START_SCRIPT_HASH } from './start-script-hash.js';

const PRODUCTION = { publicUrl: 'https://party.example/', allowPrivateMedia: false };

describe('the policy', () => {
  it('lets Telegram Web frame the page, and nobody else', () => {
    expect(contentSecurityPolicy(PRODUCTION)['frame-ancestors']).toEqual([
      "'self'",
      'https://web.telegram.org',
    ]);
    expect(securityHeaders(PRODUCTION)).not.toHaveProperty('X-Frame-Options');
  });

  it('knows what the platforms’ players need, each source once', () => {
    const policy = contentSecurityPolicy(PRODUCTION);
    expect(policy['media-src']).toEqual(["'self'", 'https:', 'blob:']);
    expect(policy['connect-src']).toEqual(["'self'", 'wss://party.example', 'https:']);
    expect(policy['script-src']).toEqual([
      "'self'",
      `'${START_SCRIPT_HASH}'`,
      'https://www.youtube.com/iframe_api',
      'https://www.youtube.com/s/player/',
      'https://player.twitch.tv/js/embed/v1.js',
      'https://geo.dailymotion.com/libs/',
      'https://w.soundcloud.com/player/api.js',
    ]);
    expect(policy['frame-src']).toEqual(
      expect.arrayContaining(["'self'", 'https://player.twitch.tv', 'https://vk.com', 'https:']),
    );
  });

  it('takes media over http in tests only, and further origins where they are named', () => {
    const policy = contentSecurityPolicy({
      publicUrl: 'http://localhost:3000',
      allowPrivateMedia: true,
      connectOrigins: ['https://reports.example'],
    });
    expect(policy['media-src']).toContain('http:');
    expect(policy['connect-src']).toEqual([
      "'self'",
      'ws://localhost:3000',
      'https:',
      'http:',
      'https://reports.example',
    ]);
    expect(policy).not.toHaveProperty('upgrade-insecure-requests');
  });

  it('asks for https only where https is spoken', () => {
    expect(securityHeaders(PRODUCTION)['Strict-Transport-Security']).toBe('max-age=31536000');
    expect(securityHeaders({ ...PRODUCTION, publicUrl: 'http://x.example' })).not.toHaveProperty(
      'Strict-Transport-Security',
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { isFramingRefused } from './framing.js';

const ANCESTORS = [new URL('https://party.example'), new URL('https://web.telegram.org')];

function isRefused(
  { csp, xfo }: { csp?: string; xfo?: string },
  page = 'https://video.example/embed/1',
): boolean {
  const headers = {
    ...(csp !== undefined && { 'content-security-policy': csp }),
    ...(xfo !== undefined && { 'x-frame-options': xfo }),
  };
  return isFramingRefused(headers, new URL(page), ANCESTORS);
}

describe('X-Frame-Options', () => {
  it.each(['DENY', 'deny', ' Deny ', 'SAMEORIGIN', 'DENY, DENY', 'DENY, SAMEORIGIN', 'ALLOWALL, nonsense'])(
    'refuses with %s',
    (xfo) => expect(isRefused({ xfo })).toBe(true),
  );
  it.each(['', 'ALLOWALL', 'ALLOW-FROM https://party.example', 'nonsense', 'nonsense, rubbish'])(
    'does not with "%s"',
    (xfo) => expect(isRefused({ xfo })).toBe(false),
  );
  it('says nothing where it is absent', () => expect(isRefused({})).toBe(false));
});

describe('frame-ancestors', () => {
  it.each([
    "frame-ancestors 'none'",
    'frame-ancestors',
    "frame-ancestors 'self'",
    'frame-ancestors https://video.example',
    'frame-ancestors https://party.example',
    'frame-ancestors https://web.telegram.org',
    'frame-ancestors https://party.example https://telegram.org',
    'frame-ancestors https://party.example https://*.web.telegram.org',
    'frame-ancestors https://party.example:8443 https://web.telegram.org',
    'frame-ancestors https://party.example.evil.example https://web.telegram.org',
    'frame-ancestors notparty.example web.telegram.org',
    'frame-ancestors http: ftp://party.example; script-src *, frame-ancestors data:',
    "default-src *; Frame-Ancestors 'NONE'",
    "frame-ancestors *, frame-ancestors 'self'",
    "frame-ancestors 'none'; frame-ancestors *",
  ])('refuses with %s', (csp) => expect(isRefused({ csp })).toBe(true));

  it.each([
    'frame-ancestors *',
    'frame-ancestors https:',
    'frame-ancestors http:',
    'frame-ancestors https://*',
    'frame-ancestors https://*:*',
    'frame-ancestors https://party.example https://web.telegram.org',
    'frame-ancestors HTTPS://Party.Example:443/ignored/path https://*.telegram.org',
    'frame-ancestors party.example web.telegram.org',
    'frame-ancestors http://party.example http://web.telegram.org:80',
    'frame-ancestors party.example:* web.telegram.org:443',
    'script-src https://a.example; img-src *',
    "frame-ancestors *; frame-ancestors 'none'",
    'frame-ancestors *, script-src *',
  ])('does not with %s', (csp) => expect(isRefused({ csp })).toBe(false));

  it('counts more than X-Frame-Options, either way', () => {
    expect(isRefused({ csp: 'frame-ancestors *', xfo: 'DENY' })).toBe(false);
    expect(isRefused({ csp: "frame-ancestors 'none'", xfo: 'ALLOWALL' })).toBe(true);
    expect(isRefused({ csp: "default-src 'none'", xfo: 'DENY' })).toBe(true);
  });

  it('means the page itself by self', () => {
    const csp = "frame-ancestors 'self' https://web.telegram.org";
    expect(isRefused({ csp }, 'https://party.example/x')).toBe(false);
    expect(isRefused({ csp }, 'https://party.example:8443/x')).toBe(true);
  });
});

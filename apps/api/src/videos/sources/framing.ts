import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page refuses to be shown inside of one of its ancestors. A policy's `frame-ancestors` is asked first, and is then
 * the only one that counts; every ancestor must pass (CSP 3, 6.4.2.1; HTML, "check a navigation response's adherence to
 * X-Frame-Options").
 */
export function isFramingRefused(
  headers: IncomingHttpHeaders,
  page: URL,
  ancestors: readonly URL[],
): boolean {
  const policies = valuesOf(headers, 'content-security-policy').flatMap((policy) => {
    const sources = frameAncestorsOf(policy);
    return sources ? [sources] : [];
  });
  if (policies.length === 0) return isRefusedByOptions(valuesOf(headers, 'x-frame-options'));
  return policies.some((sources) =>
    ancestors.some((ancestor) => !sources.some((source) => doesAdmit(source, page, ancestor))),
  );
}

/** A header that came several times is one, joined by commas. */
function valuesOf(headers: IncomingHttpHeaders, name: string): string[] {
  const value = headers[name];
  return value === undefined ? [] : String(value).split(',');
}

/** Of a directive that comes twice the first counts. */
function frameAncestorsOf(policy: string): string[] | undefined {
  for (const directive of policy.split(';')) {
    const [name = '', ...sources] = directive.trim().toLowerCase().split(/\s+/);
    if (name === 'frame-ancestors') return sources;
  }
  return undefined;
}

/** `SAMEORIGIN` refuses too, for the Mini App is never of the page's origin. Unknown words refuse nothing. */
function isRefusedByOptions(values: readonly string[]): boolean {
  const words = new Set(values.map((word) => word.trim().toLowerCase()));
  if (words.size > 1) return ['deny', 'sameorigin', 'allowall'].some((word) => words.has(word));
  return words.has('deny') || words.has('sameorigin');
}

const HOST_SOURCE = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[a-z\d_.-]+)(?::(\d+|\*))?(?:\/.*)?$/;
const SCHEME_SOURCE = /^([a-z][a-z\d+.-]*):$/;
const PORTS: Readonly<Record<string, string>> = { http: '80', https: '443' };

function doesAdmit(source: string, page: URL, ancestor: URL): boolean {
  const scheme = schemeOf(ancestor);
  if (source === '*') return scheme in PORTS;
  if (source === "'self'") return page.origin === ancestor.origin;
  const [, only] = SCHEME_SOURCE.exec(source) ?? [];
  if (only !== undefined) return isScheme(only, scheme);
  const [, wanted = schemeOf(page), host, port = ''] = HOST_SOURCE.exec(source) ?? [];
  return host !== undefined && isScheme(wanted, scheme) && isHost(host, ancestor) && isPort(port, ancestor);
}

/** A page that may be framed by http may be framed by https. */
function isScheme(wanted: string, scheme: string): boolean {
  return wanted === scheme || (wanted === 'http' && scheme === 'https');
}

function isHost(wanted: string, { hostname }: URL): boolean {
  if (wanted === '*') return true;
  return wanted.startsWith('*.') ? hostname.endsWith(wanted.slice(1)) : hostname === wanted;
}

function isPort(wanted: string, ancestor: URL): boolean {
  const scheme = schemeOf(ancestor);
  const port = ancestor.port === '' ? PORTS[scheme] : ancestor.port;
  if (wanted === '*') return true;
  if (wanted === '') return port === PORTS[scheme];
  return port === wanted || (wanted === '80' && port === '443' && scheme === 'https');
}

function schemeOf({ protocol }: URL): string {
  return protocol.slice(0, -1);
}

// nginx's share of the security headers, written from the function that gives the API its own.

/** Stand-ins for what only the operator's settings know; bin/nginx-render puts that in. */
const PUBLIC_HOST = 'public-url.invalid';
const REPORT_ORIGIN = 'https://reports.invalid';

/**
 * @param {(options: { publicUrl: string, allowPrivateMedia: boolean, connectOrigins: string[] }) => Record<string, string>}
 *   securityHeaders of @watchparty/shared
 * @returns {Record<string, string>} content of each template, by its name
 */
export function securityHeadersTemplates(securityHeaders) {
  const headersOf = (/** @type {string} */ scheme) =>
    securityHeaders({
      publicUrl: `${scheme}://${PUBLIC_HOST}`,
      allowPrivateMedia: false,
      connectOrigins: [REPORT_ORIGIN],
    });
  const https = headersOf('https');
  return {
    'security-headers.http.conf.template': addHeaders(headersOf('http')),
    'security-headers.https.conf.template': addHeaders(https),
    'strict-transport-security.http.conf.template': '',
    // Over plain http, which a proxy or a redirect may use, the header means nothing and must not be sent.
    'strict-transport-security.https.conf.template': [
      'map $forwarded_proto $strict_transport_security {',
      '    default "";',
      `    https "${https['Strict-Transport-Security']}";`,
      '}\n',
    ].join('\n'),
    // The API says the same; each header goes out once.
    'hidden-headers.conf.template': Object.keys(https)
      .map((name) => `proxy_hide_header ${name};\n`)
      .join(''),
  };
}

/** @param {Record<string, string>} headers */
function addHeaders(headers) {
  return Object.entries(headers)
    .map(([name, value]) =>
      name === 'Strict-Transport-Security'
        ? `add_header ${name} $strict_transport_security always;\n`
        : `add_header ${name} "${withPlaceholders(value)}" always;\n`,
    )
    .join('');
}

/** @param {string} value */
function withPlaceholders(value) {
  if (/["$\\]/.test(value))
    throw new Error(`nginx would read this header otherwise than it is meant: ${value}`);
  return value
    .replaceAll(new RegExp(`wss?://${PUBLIC_HOST.replaceAll('.', '\\.')}`, 'g'), '${PUBLIC_SOCKET_ORIGIN}')
    .replaceAll(` ${REPORT_ORIGIN}`, '${REPORT_ORIGIN}');
}

// The nginx of nginx/, as its container runs it, on this machine: other ports, other folders, the same files.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findFreePort } from './ports.mjs';
import { indent, launch, signalProcess } from './processes.mjs';
import { securityHeadersTemplates } from './security-headers-conf.mjs';
import { UserError } from './user-error.mjs';

const ROOT = path.resolve(import.meta.dirname, '../..');
const START_PATIENCE_MS = 10_000;
const POLL_MS = 30;

/**
 * @param {object} options
 * @param {string} options.webSource the built Mini App
 * @param {Parameters<typeof securityHeadersTemplates>[0]} options.securityHeaders of @watchparty/shared
 * @param {Record<string, string>} [options.settings] of nginx/bin/nginx-settings: API_NODES and PUBLIC_URL, say
 * @param {Record<string, string>} [options.certificate] fullchain.pem and privkey.pem, by name
 * @param {string} [options.program]
 * @returns {Promise<import('./nginx.d.mts').Nginx>} once it answers
 */
export async function startNginx({
  webSource,
  securityHeaders,
  settings = {},
  certificate = {},
  program = process.env.NGINX_PATH ?? 'nginx',
}) {
  const home = mkdtempSync(path.join(os.tmpdir(), 'watchparty-nginx-'));
  const folder = (/** @type {string} */ name) => path.join(home, name);
  cpSync(path.join(ROOT, 'nginx'), folder('etc'), { recursive: true });
  for (const [name, content] of Object.entries(securityHeadersTemplates(securityHeaders))) {
    writeFileSync(path.join(folder('etc'), 'templates', name), content);
  }
  for (const name of ['certs', 'acme']) mkdirSync(folder(name));
  for (const [name, content] of Object.entries(certificate)) {
    writeFileSync(path.join(folder('certs'), name), content);
  }

  const [http, https, tunnel, status] = await Promise.all(Array.from({ length: 4 }, () => findFreePort()));
  const env = {
    ...process.env,
    NGINX_PROGRAM: program,
    CONF_DIR: folder('etc'),
    RUN_DIR: folder('run'),
    WEB_SOURCE: webSource,
    WEB_ROOT: folder('web'),
    CERT_DIR: folder('certs'),
    ACME_ROOT: folder('acme'),
    LISTEN_HTTP: `127.0.0.1:${http}`,
    LISTEN_HTTPS: `127.0.0.1:${https}`,
    TUNNEL_PORT: String(tunnel),
    STATUS_PORT: String(status),
    WORKERS: '2',
    WATCH_SECONDS: '0.2',
    ACCESS_LOG: folder('access.log'),
    ...settings,
  };
  const bin = (/** @type {string} */ name) => path.join(folder('etc'), 'bin', name);
  const server = await launch(bin('nginx-start'), [], { env, cwd: home });
  const remove = () => rmSync(home, { recursive: true, force: true });

  const answers = async () => {
    try {
      return (await fetch(`http://127.0.0.1:${status}/live`)).ok;
    } catch {
      return false;
    }
  };
  for (let waitedMs = 0; !(await answers()); waitedMs += POLL_MS) {
    if (waitedMs > START_PATIENCE_MS || !server.isRunning()) {
      await server.stop('SIGKILL');
      remove();
      throw new UserError(`nginx did not start. The end of what it said:\n\n${indent(server.tail())}\n`);
    }
    await sleep(POLL_MS);
  }

  return {
    pid: server.pid,
    url: `http://127.0.0.1:${http}`,
    httpsUrl: `https://127.0.0.1:${https}`,
    tunnelUrl: `http://127.0.0.1:${tunnel}`,
    folder,
    tail: server.tail,
    async script(name, ...args) {
      const child = await launch(bin(name), args, { env, cwd: home });
      const { code } = await child.exited;
      return { code, output: child.tail() };
    },
    async stop() {
      // The group: the watcher would be waited for until it looks again.
      signalProcess(-server.pid, 'SIGTERM');
      await server.stop('SIGTERM');
      remove();
    },
  };
}

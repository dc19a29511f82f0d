import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { securityHeaders } from '@watchparty/shared';
import { type Nginx, startNginx } from '../../../scripts/lib/nginx.mjs';
import { rawRequest } from './kit/raw-request.js';
import { selfSignedCertificate } from '../../../scripts/lib/self-signed-certificate.mjs';
import { until } from './kit/until.js';
import { PAGE, webBuild } from './kit/web-build.js';

const PUBLIC_URL = 'https://party.example';

/** A node that answers with its name, and is as well as the test wants. */
class StubNode {
  health = 200;
  /** It takes connections and says nothing. */
  isFrozen = false;
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<StubNode> {
    const server = createServer();
    const node = new StubNode(server);
    server.on('request', (req, res) => {
      if (node.isFrozen) return;
      if (req.url === '/api/health') res.statusCode = node.health;
      res.end(node.address);
    });
    server.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    return node;
  }

  get address(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

describe('the watcher of the nodes', () => {
  let webSource: string;
  let bin: string;
  let nodes: StubNode[];
  let nginx: Nginx;

  /** What the name server says from now on; nothing: it does not answer. */
  const resolveTo = (found: readonly StubNode[]): void => {
    const lines = found.map(({ address }) => `echo '${address}  STREAM api'`);
    // Each at once and whole: the watcher may run it at any moment.
    writeFileSync(path.join(bin, 'answer'), found.length === 0 ? 'exit 2' : lines.join('\n'));
  };
  const listed = async (): Promise<string[]> =>
    (await nginx.script('upstream', 'show')).output.split(' ').filter(Boolean).sort();
  const lists = (expected: readonly StubNode[]): Promise<void> =>
    until(`the list is ${String(expected.length)} long`, async () => {
      const wanted = expected.map(({ address }) => address).sort();
      return JSON.stringify(await listed()) === JSON.stringify(wanted);
    });
  /** Who answers now, of many requests. */
  const answering = async (): Promise<string[]> => {
    const answers = await Promise.all(
      Array.from({ length: 24 }, () =>
        rawRequest(`${nginx.url}/api/who`).then(({ body }) => body.toString()),
      ),
    );
    return [...new Set(answers)].sort();
  };

  beforeAll(() => {
    webSource = webBuild();
    bin = mkdtempSync(path.join(os.tmpdir(), 'watchparty-bin-'));
    writeFileSync(path.join(bin, 'getent'), `#!/bin/sh\n[ "$1 $2" = 'ahostsv4 api' ] && . '${bin}/answer'\n`);
    chmodSync(path.join(bin, 'getent'), 0o755);
  });
  afterAll(() => {
    rmSync(webSource, { recursive: true });
    rmSync(bin, { recursive: true });
  });
  beforeEach(async () => {
    nodes = await Promise.all([StubNode.start(), StubNode.start(), StubNode.start()]);
    resolveTo(nodes);
    nginx = await startNginx({
      webSource,
      securityHeaders,
      settings: { PATH: `${bin}:${process.env.PATH ?? ''}`, CHECK_TIMEOUT_SECONDS: '0.3' },
    });
  });
  afterEach(async () => {
    await nginx.stop();
    for (const node of nodes) node.stop();
  });

  it('finds nodes by their name, and lets them go with it', async () => {
    await lists(nodes);
    const [first, ...rest] = nodes as [StubNode, ...StubNode[]];
    resolveTo(rest);
    await lists(rest);
    await until('the first one gets nothing', async () => !(await answering()).includes(first.address));
    const fourth = await StubNode.start();
    nodes.push(fourth);
    resolveTo([...rest, fourth]);
    await lists([...rest, fourth]);
    await until('the new one gets its share', async () => (await answering()).includes(fourth.address));
  });

  it('leaves out who says that it should get nobody, and who is silent for long; and takes them back', async () => {
    const [first, second, third] = nodes as [StubNode, StubNode, StubNode];
    first.health = 503;
    await lists([second, third]);
    second.isFrozen = true;
    await lists([third]);
    first.health = 200;
    second.isFrozen = false;
    await lists(nodes);
  });

  it('tries all of them when none is well', async () => {
    for (const node of nodes) node.health = 503;
    const one = nodes[0]!;
    one.health = 200;
    await lists([one]);
    one.health = 503;
    await lists(nodes);
    await until('more than one is tried', async () => (await answering()).length > 1);
  });

  it('keeps what it knows while the name server is out of order', async () => {
    await lists(nodes);
    resolveTo([]);
    // The watcher has looked again once a pin was acted on.
    await nginx.script('upstream', 'pin', nodes[0]!.address);
    await nginx.script('upstream', 'unpin');
    await lists(nodes);
  });

  it('sends people only to the pinned, from the moment when the command is done', async () => {
    await lists(nodes);
    const [first, second, third] = nodes as [StubNode, StubNode, StubNode];
    expect(await nginx.script('upstream', 'pin', first.address, second.address)).toMatchObject({ code: 0 });
    expect(await answering()).toEqual([first.address, second.address].sort());
    expect(await nginx.script('upstream', 'pin', third.address)).toMatchObject({ code: 0 });
    expect(await answering()).toEqual([third.address]);
    // A pin on somebody who is gone holds nobody off.
    resolveTo([first, second]);
    await lists([first, second]);
    resolveTo(nodes);
    await lists([third]);
    expect(await nginx.script('upstream', 'unpin')).toMatchObject({ code: 0 });
    expect(await answering()).toEqual(nodes.map(({ address }) => address).sort());
  });

  it('is part of the container’s health', async () => {
    await until('it has looked', async () => (await nginx.script('nginx-health')).code === 0);
    rmSync(`${nginx.folder('web')}/index.html`);
    expect((await nginx.script('nginx-health')).code).not.toBe(0);
  });

  it('publishes another release, and keeps the files of the earlier one', async () => {
    const next = webBuild('<!doctype html><title>Next</title>');
    writeFileSync(path.join(next, 'assets/index-New12345.js'), 'export {};');
    rmSync(path.join(next, 'assets/index-Bx1a2b3c.js'));
    writeFileSync(path.join(nginx.folder('web'), 'assets/left-behind.js'), '');
    const other = await startNginx({
      webSource: next,
      securityHeaders,
      settings: { WEB_ROOT: nginx.folder('web'), API_NODES: nodes[0]!.address },
    });
    await other.stop();
    rmSync(next, { recursive: true });
    expect((await rawRequest(`${nginx.url}/`)).body.toString()).toMatch('Next');
    for (const name of ['index-New12345.js', 'index-Bx1a2b3c.js']) {
      expect((await rawRequest(`${nginx.url}/assets/${name}`)).status).toBe(200);
    }
  });
});

describe('https', () => {
  let webSource: string;
  beforeAll(() => {
    webSource = webBuild();
  });
  afterAll(() => rmSync(webSource, { recursive: true }));

  const settings = { PUBLIC_URL, API_NODES: '127.0.0.1:9' };

  it('is spoken with a certificate, and http then only sends there', async () => {
    const nginx = await startNginx({
      webSource,
      securityHeaders,
      settings,
      certificate: selfSignedCertificate(),
    });
    try {
      const redirect = await rawRequest(`${nginx.url}/rooms/1?x=%20`, { headers: { Host: 'evil.example' } });
      expect(redirect.status).toBe(308);
      expect(redirect.all('Location')).toEqual([`${PUBLIC_URL}/rooms/1?x=%20`]);
      expect(redirect.all('Strict-Transport-Security')).toEqual([]);
      const page = await rawRequest(`${nginx.httpsUrl}/`);
      expect([page.status, page.body.toString()]).toEqual([200, PAGE]);
      expect(page.all('Strict-Transport-Security')).toEqual(['max-age=31536000']);
      await expect(http2StatusOf(nginx.httpsUrl)).resolves.toBe(200);
      await expect(handshake(nginx.httpsUrl, 'TLSv1.1')).rejects.toThrow();
      await expect(handshake(nginx.httpsUrl, 'TLSv1.2')).resolves.toBeDefined();
    } finally {
      await nginx.stop();
    }
  });

  it('begins when a certificate comes, and goes on with the next one', async () => {
    const nginx = await startNginx({ webSource, securityHeaders, settings });
    const put = (certificate: Record<string, string>): void => {
      for (const [name, content] of Object.entries(certificate)) {
        writeFileSync(path.join(nginx.folder('certs'), name), content);
      }
    };
    const served = () => handshake(nginx.httpsUrl, 'TLSv1.3');
    try {
      expect((await rawRequest(`${nginx.url}/`)).status).toBe(200);
      const challenge = path.join(nginx.folder('acme'), '.well-known/acme-challenge');
      mkdirSync(challenge, { recursive: true });
      writeFileSync(path.join(challenge, 'token'), 'proof');
      const proof = async () =>
        (await rawRequest(`${nginx.url}/.well-known/acme-challenge/token`)).body.toString();
      expect(await proof()).toBe('proof');
      put(selfSignedCertificate('first'));
      await until('https is spoken', async () => (await served()) === 'first');
      expect(await proof()).toBe('proof');
      // Half of a new pair is no reason to stop.
      const second = selfSignedCertificate('second');
      put({ 'fullchain.pem': second['fullchain.pem'] });
      await until('it has been seen', () => nginx.tail().includes('no good'));
      expect(await served()).toBe('first');
      put({ 'privkey.pem': second['privkey.pem'] });
      await until('the second one is served', async () => (await served()) === 'second');
    } finally {
      await nginx.stop();
    }
  });

  it.each([
    ['half a certificate', { ...settings }, ['fullchain.pem'], /privkey\.pem is missing/],
    ['an http address', { ...settings, PUBLIC_URL: 'http://x.example' }, undefined, /must start with https/],
    ['an address that is none', { ...settings, PUBLIC_URL: 'https://x";evil' }, [], /not an origin/],
  ])('does not start with %s', async (_what, bad, only, complaint) => {
    const whole: Record<string, string> = selfSignedCertificate();
    const certificate = Object.fromEntries(
      Object.entries(whole).filter(([name]) => only?.includes(name) ?? true),
    );
    await expect(startNginx({ webSource, securityHeaders, settings: bad, certificate })).rejects.toThrow(
      complaint,
    );
  });
});

/** @returns the name in the certificate */
function handshake(url: string, version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connectTls(
      {
        host: '127.0.0.1',
        port: Number(new URL(url).port),
        rejectUnauthorized: false,
        minVersion: version,
        maxVersion: version,
      },
      () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      },
    );
    socket.once('error', reject);
  });
}

function http2StatusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const session = connectHttp2(url, { rejectUnauthorized: false });
    session.once('error', reject);
    const request = session.request({ ':path': '/' });
    request.once('response', (headers) => {
      resolve(headers[':status']);
      session.close();
    });
    request.once('error', reject);
    request.end();
  });
}

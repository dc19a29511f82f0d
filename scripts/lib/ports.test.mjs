import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { test } from 'node:test';

import { findFreePort, requireFreePort } from './ports.mjs';

test('gives no port twice, and none that the system gives to whoever connects', async () => {
  const ports = await Promise.all(Array.from({ length: 50 }, () => findFreePort()));
  assert.equal(new Set(ports).size, 50);
  assert.ok(ports.every((port) => port >= 20_000 && port < 32_768));
});

test('passes over a port that somebody holds', async () => {
  let port = await findFreePort();
  // Behind the last one it begins anew.
  if (port === 32_767) port = await findFreePort();
  const holder = net.createServer().listen(port + 1, '127.0.0.1');
  // Where it is taken already, somebody else holds it.
  await once(holder, 'listening').catch((error) => assert.equal(error.code, 'EADDRINUSE'));
  assert.notEqual(await findFreePort(), port + 1);
  holder.close();
});

test('a free port is let through', async () => {
  await requireFreePort(await findFreePort(), '127.0.0.1');
});

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`a port that somebody holds on ${host} is refused in a sentence`, async () => {
    const holder = net.createServer().listen(0, host);
    await once(holder, 'listening');
    const { port } = /** @type {net.AddressInfo} */ (holder.address());
    await assert.rejects(requireFreePort(port, '127.0.0.1'), {
      name: 'UserError',
      message: `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
    });
    holder.close();
  });
}

test('an address that is not ours is refused in a sentence', async () => {
  await assert.rejects(requireFreePort(await findFreePort(), '192.0.2.1'), {
    name: 'UserError',
    message: /HOST and PORT/,
  });
});

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
  const port = await findFreePort();
  const holder = net.createServer().listen(port + 1, '127.0.0.1');
  await once(holder, 'listening');
  assert.equal(await findFreePort(), port + 2);
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

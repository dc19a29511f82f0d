import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { createErrorReporter } from './error-reporter.js';

const OPTIONS = { version: '1.2.3', environment: 'production', nodeId: 'n1' };

it('an error is reported with its ids and its cause, and without secrets', async () => {
  const envelopes: string[] = [];
  const server = createServer((req, res) => {
    let body = '';
    req.on('data', (part: Buffer) => (body += part.toString()));
    req.on('end', () => {
      envelopes.push(`${req.url}\n${body}`);
      res.end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const reporter = await createErrorReporter({ ...OPTIONS, dsn: `http://public@127.0.0.1:${port}/42` });
    const cause = Object.assign(new Error('connect postgres://party:hunter2@db/party failed'), {
      detail: 'Failing row contains (hunter2)',
    });
    const error = Object.assign(new TypeError('no {"content":"hunter2","token":"hunter2"}', { cause }), {
      request: { headers: { cookie: 'hunter2' }, body: 'hunter2' },
    });
    reporter.report(error, { nodeId: 'n1', requestId: 'r1', userId: 'u1', roomId: undefined });
    reporter.report('no error at all, with Bearer hunter2hunter2', { requestId: 'r2' });
    await reporter.close();
  } finally {
    server.close();
    server.closeAllConnections();
  }

  expect(envelopes).toHaveLength(2);
  expect(envelopes[0]).toMatch(/^\/api\/42\/envelope\//);
  expect(envelopes.join()).not.toContain('hunter2');
  const events = envelopes.map((text) => JSON.parse(text.split('\n')[3]!) as unknown);
  expect(events[0]).toMatchObject({
    release: '1.2.3',
    environment: 'production',
    server_name: 'n1',
    tags: { nodeId: 'n1', requestId: 'r1', userId: 'u1' },
    exception: {
      values: [
        { type: 'Error', value: 'connect postgres://party:[redacted]@db/party failed' },
        {
          type: 'TypeError',
          value: 'no {"content":"[redacted]","token":"[redacted]"}',
          stacktrace: {
            frames: expect.arrayContaining([expect.objectContaining({ lineno: expect.any(Number) })]),
          },
        },
      ],
    },
  });
  for (const name of ['request', 'breadcrumbs', 'user', 'extra']) expect(events[0]).not.toHaveProperty(name);
});

it('without an address nothing is reported', async () => {
  const reporter = await createErrorReporter(OPTIONS);
  reporter.report(new Error('odd'), {});
  await reporter.close();
});

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHostResolver, type ResolveHost } from './host-resolver.js';

const A = 1;
const AAAA = 28;
const NAME_ERROR = 3;
const QUESTION_AT = 12;

function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = QUESTION_AT; query[at]; at += query[at]! + 1)
    labels.push(query.toString('latin1', at + 1, at + 1 + query[at]!));
  return labels.join('.').toLowerCase();
}

/** An answer of DNS (RFC 1035) with these addresses, or that there is no such name. */
function answerTo(query: Buffer, addresses: readonly Buffer[] | undefined): Buffer {
  const end = query.indexOf(0, QUESTION_AT) + 5;
  const type = query.readUInt16BE(end - 4);
  const found = addresses?.filter(({ length }) => length === (type === A ? 4 : 16)) ?? [];
  const head = Buffer.from(query.subarray(0, QUESTION_AT));
  head.writeUInt16BE(0x8180 | (addresses ? 0 : NAME_ERROR), 2);
  head.writeUInt16BE(found.length, 6);
  head.writeUInt16BE(0, 10);
  const records = found.flatMap((address) => {
    const record = Buffer.from([0xc0, QUESTION_AT, 0, type, 0, 1, 0, 0, 0, 0, 0, address.length]);
    return [record, address];
  });
  return Buffer.concat([head, query.subarray(QUESTION_AT, end), ...records]);
}

describe('the addresses of a host', () => {
  const names: Record<string, Buffer[]> = {
    'both.example': [
      Buffer.from([93, 184, 216, 34]),
      Buffer.from('26064700000000000000000000001111', 'hex'),
      Buffer.from('00000000000000000000ffff7f000001', 'hex'),
    ],
    'old.example': [Buffer.from([10, 0, 0, 1])],
  };
  const asked: string[] = [];
  let server: Socket;
  let resolve: ResolveHost;

  beforeEach(async () => {
    asked.length = 0;
    server = createSocket('udp4', (query, { port, address }) => {
      const name = nameIn(query);
      const isFour = query.readUInt16BE(query.indexOf(0, QUESTION_AT) + 1) !== AAAA;
      asked.push(`${isFour ? 'A' : 'AAAA'} ${name}`);
      server.send(answerTo(query, names[name]), port, address);
    });
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    resolve = createHostResolver({ servers: [`127.0.0.1:${server.address().port}`] });
  });
  afterEach(() => void server.close());

  it('are those of both families, as they are', async () => {
    expect(await resolve('both.example')).toEqual([
      { address: '93.184.216.34', family: 4 },
      { address: '2606:4700::1111', family: 6 },
      { address: '::ffff:127.0.0.1', family: 6 },
    ]);
    expect(asked.toSorted()).toEqual(['A both.example', 'AAAA both.example']);
  });

  it('may be of one family only', async () => {
    expect(await resolve('old.example')).toEqual([{ address: '10.0.0.1', family: 4 }]);
  });

  it('are none where the name does not exist', async () => {
    expect(await resolve('nowhere.example')).toEqual([]);
  });

  it.each([
    ['127.0.0.1', { address: '127.0.0.1', family: 4 }],
    ['[::1]', { address: '::1', family: 6 }],
    ['::1', { address: '::1', family: 6 }],
    ['localhost', { address: '127.0.0.1', family: 4 }],
    ['app.localhost.', { address: '127.0.0.1', family: 4 }],
  ])('are known of %s without asking', async (literal, address) => {
    expect(await resolve(literal)).toEqual([address]);
    expect(asked).toEqual([]);
  });
});

import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { OutboundError } from './outbound-error.js';

const unzip = promisify(gunzip);

/**
 * Reads a body. A packed one is unpacked no further than `maxBytes` either, although nobody asked for packing:
 * some servers do it all the same.
 *
 * @throws OutboundError `too_large`, `failed`
 */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = (): OutboundError => new OutboundError('too_large', `more than ${maxBytes} bytes`);
  if (Number(response.headers['content-length']) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new OutboundError('failed', 'the answer is packed in an unknown way');
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new OutboundError('failed', 'the answer cannot be unpacked', { cause: error });
  }
}

import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { createLogContext } from './log-context.js';
import { createNodeLogger, type LogLine } from './node-logger.js';

describe('the lines of a node', () => {
  const context = createLogContext();
  const lines: Record<string, unknown>[] = [];
  const seen: LogLine[] = [];
  const root = winston.createLogger({
    level: 'info',
    format: winston.format.json(),
    transports: [
      new winston.transports.Stream({
        stream: new Writable({
          write(line: Buffer, _encoding, done) {
            lines.push(JSON.parse(line.toString()) as Record<string, unknown>);
            done();
          },
        }),
      }),
    ],
  });
  const logger = createNodeLogger(root, { nodeId: 'n1', context, onLine: (line) => seen.push(line) });

  beforeEach(() => {
    lines.length = 0;
    seen.length = 0;
  });

  it('tell which node wrote them, whatever part of it', () => {
    logger.info('one');
    logger.child({ part: 'http' }).child({ more: 1 }).warn('two', { roomId: 'r' });
    expect(lines).toEqual([
      { level: 'info', message: 'one', nodeId: 'n1' },
      { level: 'warn', message: 'two', nodeId: 'n1', part: 'http', more: 1, roomId: 'r' },
    ]);
  });

  it('tell what they belong to, however deep below and long after', async () => {
    const child = logger.child({ part: 'postgres' });
    const work = async (name: string): Promise<void> => {
      await new Promise(setImmediate);
      context.add({ userId: `user of ${name}` });
      await Promise.all([1, 2].map(() => new Promise(setImmediate)));
      child.info(name);
    };
    await Promise.all(['a', 'b'].map((name) => context.run({ requestId: name }, () => work(name))));
    child.info('neither');
    expect(lines).toEqual([
      { level: 'info', message: 'a', nodeId: 'n1', part: 'postgres', requestId: 'a', userId: 'user of a' },
      { level: 'info', message: 'b', nodeId: 'n1', part: 'postgres', requestId: 'b', userId: 'user of b' },
      { level: 'info', message: 'neither', nodeId: 'n1', part: 'postgres' },
    ]);
  });

  it('tell nothing of what is over, though something that it set off lives on', async () => {
    let later!: Promise<void>;
    await context.run({ requestId: 'a' }, async () => {
      later = new Promise(setImmediate).then(() => void logger.info('later'));
    });
    await later;
    expect(lines).toEqual([{ level: 'info', message: 'later', nodeId: 'n1' }]);
  });

  it('are seen with the error itself, below the level too', () => {
    const error = new Error('odd');
    logger.debug('quiet');
    logger.error('failed', { error });
    expect(seen).toMatchObject([{ level: 'debug' }, { level: 'error', nodeId: 'n1' }]);
    expect(seen[1]!.error).toBe(error);
    expect(lines).toHaveLength(1);
  });
});

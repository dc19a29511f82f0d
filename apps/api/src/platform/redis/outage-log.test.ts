import { describe, expect, it } from '@jest/globals';
import winston from 'winston';
import { createOutageLog } from './outage-log.js';

describe('createOutageLog', () => {
  it('tells of the start and the end of each outage once', () => {
    const told: string[] = [];
    const logger = winston.createLogger({ silent: true });
    logger.warn = ((message: string) => told.push(message)) as unknown as typeof logger.warn;
    logger.info = ((message: string) => told.push(message)) as unknown as typeof logger.info;
    const outage = createOutageLog(logger, { out: 'gone', back: 'back' });

    outage.worked();
    for (let i = 0; i < 3; i++) outage.failed(new Error('away'));
    for (let i = 0; i < 3; i++) outage.worked();
    outage.failed(new Error('away again'));
    expect(told).toEqual(['gone', 'back', 'gone']);
  });

  it('does not take the part that still works for the end of an outage', () => {
    const told: string[] = [];
    let isWhole = false;
    const logger = winston.createLogger({ silent: true });
    logger.warn = ((message: string) => told.push(message)) as unknown as typeof logger.warn;
    logger.info = ((message: string) => told.push(message)) as unknown as typeof logger.info;
    const outage = createOutageLog(logger, { out: 'gone', back: 'back' }, () => isWhole);

    for (let i = 0; i < 3; i++) {
      outage.failed(new Error('away'));
      outage.worked();
    }
    isWhole = true;
    outage.worked();
    expect(told).toEqual(['gone', 'back']);
  });
});

import { ApiError } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';

import { createErrorReports, type SendReport } from './error-reports.js';

function stage() {
  const page = new EventTarget();
  const sent: [error: unknown, isHandled: boolean][] = [];
  const world = { loads: 0, isBlocked: false, dsn: undefined as string | undefined };
  const reports = createErrorReports({
    window: page,
    async load() {
      world.loads += 1;
      if (world.isBlocked) throw new TypeError('Failed to fetch');
      return {
        startSentry(dsn): SendReport {
          world.dsn = dsn;
          return (error, { isHandled }) => void sent.push([error, isHandled]);
        },
      };
    },
  });
  return {
    reports,
    sent,
    world,
    breaks: (error: unknown) => page.dispatchEvent(Object.assign(new Event('error'), { error })),
    rejects: (reason: unknown) =>
      page.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason })),
  };
}

describe('error reports', () => {
  it('load nothing and send nothing without a DSN', async () => {
    const { reports, sent, world, breaks } = stage();
    breaks(new Error('early'));
    await reports.start(undefined);
    breaks(new Error('late'));
    reports.report(new Error('caught'));
    expect({ loads: world.loads, sent }).toEqual({ loads: 0, sent: [] });
  });

  it('tell what broke, before the start and after it, caught or not', async () => {
    const { reports, sent, world, breaks, rejects } = stage();
    const [early, caught, rejected] = [new Error('early'), new Error('caught'), new Error('rejected')];
    breaks(early);
    await Promise.all([reports.start('https://key@errors.example/1'), reports.start('https://other/2')]);
    reports.report(caught);
    rejects(rejected);
    expect(world).toMatchObject({ loads: 1, dsn: 'https://key@errors.example/1' });
    expect(sent).toEqual([
      [early, false],
      [caught, true],
      [rejected, false],
    ]);
  });

  it('tell an error once, and keep to the first twenty', async () => {
    const { reports, sent, breaks } = stage();
    await reports.start('dsn');
    const twice = new Error('told by the router and by React');
    reports.report(twice);
    reports.report(twice);
    expect(sent).toHaveLength(1);
    for (let count = 0; count < 100; count += 1) breaks(new Error(`loop ${count}`));
    expect(sent).toHaveLength(20);
  });

  it('leave out what is no fault: lost connections, refusals, other scripts', async () => {
    const { reports, sent, breaks, rejects } = stage();
    await reports.start('dsn');
    rejects(new ApiError({ code: 'network', message: '' }));
    rejects(new ApiError({ code: 'forbidden', message: '' }));
    rejects(new DOMException('', 'AbortError'));
    breaks(null);
    expect(sent).toEqual([]);
    rejects(new ApiError({ code: 'internal', message: '' }));
    expect(sent).toHaveLength(1);
  });

  it('disturb nobody when the collector cannot be loaded', async () => {
    const { reports, sent, world, breaks } = stage();
    world.isBlocked = true;
    breaks(new Error('early'));
    await reports.start('dsn');
    breaks(new Error('late'));
    expect(sent).toEqual([]);
  });
});

import { capabilitiesOf } from '@watchparty/shared';
import { describe, expect, it } from '@jest/globals';
import { Hls } from 'hls-video-element';

import type { PlayerEvent } from '../../player-handle.js';
import type { HlsElement } from './hls-element.js';
import { createHlsHandle } from './hls-handle.js';

interface Fault {
  fatal: boolean;
  type: string;
  details: string;
}

/** An element that makes a new engine for each source, as hls-video-element does: one microtask later. */
function stage() {
  const element = document.createElement('video');
  const native = document.createElement('video');
  const engines: { told: string[]; fail(fault: Partial<Fault>): void }[] = [];
  let api: unknown;
  const load = (): void => {
    const told: string[] = [];
    const listeners: ((event: string, fault: Fault) => void)[] = [];
    const engine = {
      on: (event: string, listener: (event: string, fault: Fault) => void) => {
        if (event === (Hls.Events.ERROR as string)) listeners.push(listener);
      },
      recoverMediaError: () => told.push('recover'),
      stopLoad: () => told.push('stop'),
    };
    const fail = (fault: Partial<Fault>): void => {
      const {
        fatal = true,
        type = Hls.ErrorTypes.NETWORK_ERROR,
        details = Hls.ErrorDetails.FRAG_LOAD_ERROR,
      } = fault;
      for (const listener of listeners) listener(Hls.Events.ERROR, { fatal, type, details });
    };
    engines.push({ told, fail });
    api = engine;
  };
  const sources: string[] = [];
  Object.defineProperties(element, {
    api: { get: () => api },
    nativeEl: { value: native },
    src: {
      get: () => sources.at(-1) ?? '',
      set: (url: string) => {
        sources.push(url);
        queueMicrotask(load);
      },
    },
  });
  native.load = () => undefined;
  const handle = createHlsHandle(element as unknown as HlsElement, {
    capabilities: capabilitiesOf('hls')!,
    serverNow: () => 0,
  });
  const events: PlayerEvent[] = [];
  handle.subscribe((event) => events.push(event));
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { handle, engines, sources, events, settle };
}

describe('a stream’s player', () => {
  it('makes one engine of two loads at one moment, for the later one', async () => {
    const { handle, engines, sources, settle } = stage();
    handle.load('/a.m3u8');
    handle.load('/b.m3u8');
    await settle();
    expect(sources).toEqual(['/b.m3u8']);
    expect(engines).toHaveLength(1);
  });

  it('gives a decoder that stumbled one other try', async () => {
    const { handle, engines, events, settle } = stage();
    handle.load('/a.m3u8');
    await settle();
    const stumble = { type: Hls.ErrorTypes.MEDIA_ERROR, details: Hls.ErrorDetails.BUFFER_STALLED_ERROR };
    engines[0]!.fail(stumble);
    expect(engines[0]!.told).toEqual(['recover']);
    expect(events).toEqual([]);
    engines[0]!.fail(stumble);
    expect(engines[0]!.told).toEqual(['recover', 'stop']);
    expect(events).toEqual([{ type: 'error', problem: 'decode' }]);
    expect(handle.problem()).toBe('decode');
  });

  it.each([
    [{ type: Hls.ErrorTypes.NETWORK_ERROR, details: Hls.ErrorDetails.FRAG_LOAD_ERROR }, 'network'],
    [{ type: Hls.ErrorTypes.NETWORK_ERROR, details: Hls.ErrorDetails.MANIFEST_PARSING_ERROR }, 'unsupported'],
    [{ type: Hls.ErrorTypes.MEDIA_ERROR, details: Hls.ErrorDetails.BUFFER_ADD_CODEC_ERROR }, 'unsupported'],
    [{ type: Hls.ErrorTypes.KEY_SYSTEM_ERROR, details: Hls.ErrorDetails.KEY_SYSTEM_NO_KEYS }, 'unsupported'],
  ])('says of %j what it means to people: %s', async (fault, problem) => {
    const { handle, engines, settle } = stage();
    handle.load('/a.m3u8');
    await settle();
    engines[0]!.fail(fault);
    expect(handle.problem()).toBe(problem);
    expect(engines[0]!.told).toEqual(['stop']);
  });

  it('leaves to the engine what it mends itself', async () => {
    const { handle, engines, events, settle } = stage();
    handle.load('/a.m3u8');
    await settle();
    engines[0]!.fail({ fatal: false });
    expect(events).toEqual([]);
    expect(handle.problem()).toBeUndefined();
  });

  it('loads nothing any more once it is over', async () => {
    const { handle, engines, settle } = stage();
    handle.load('/a.m3u8');
    handle.destroy();
    await settle();
    expect(engines).toEqual([]);
  });
});

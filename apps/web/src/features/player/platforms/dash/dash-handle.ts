import type { Capabilities } from '@watchparty/shared';

import type { PlayerEvent } from '../../player-handle.js';
import { createLiveHandle } from '../live/live-handle.js';
import { createMediaElementHandle, type MediaElementHandle } from '../media-element-handle.js';
import { createStreamRecovery, type Schedule } from '../stream-recovery.js';
import { createDashChoices } from './dash-choices.js';
import type { DashElement, DashEngine } from './dash-element.js';
import { faultOf } from './dash-problem.js';
import { createDashProgram } from './dash-program.js';

interface DashHandleOptions {
  capabilities: Capabilities;
  /** Runs a task later; answers with what cancels it. */
  schedule?: Schedule;
}

const ENGINE_SETTINGS = {
  debug: { logLevel: 0 },
  streaming: {
    // The sync engine sets the playback rate, and it alone.
    liveCatchup: { enabled: false },
    // Everybody is where the room is, whatever their own line made them choose the last time.
    lastMediaSettingsCachingInfo: { enabled: false },
    text: { defaultEnabled: false },
  },
};

/**
 * The player interface over a DASH element. The element fetches dash.js with its first load and keeps it from then on;
 * the source is set only after that, so that nothing which dash.js tells goes unheard.
 */
export function createDashHandle(
  element: DashElement,
  { capabilities, schedule }: DashHandleOptions,
): MediaElementHandle {
  const recovery = createStreamRecovery({
    position: () => element.currentTime,
    ...(schedule && { schedule }),
  });
  const listeners = new Set<(event: PlayerEvent) => void>();
  const program = createDashProgram();
  const choices = createDashChoices(() => tell({ type: 'choices' }));
  const handle = createMediaElementHandle(element, {
    load: (url) => {
      element.src = url;
    },
    capabilities,
    frames: element.nativeEl,
  });
  let engine: DashEngine | undefined;
  let isDestroyed = false;
  /** What is to be shown, by the latest wish. */
  let wanted: string | undefined;
  /** Whether it is known what the stream is: before that, a live programme looks like a film of 136 years. */
  let isKnown = false;

  function tell(event: PlayerEvent): void {
    for (const listener of listeners) listener(event);
  }

  function look(): void {
    if (isKnown || !handle.isReady() || !program.isKnown()) return;
    isKnown = true;
    tell({ type: 'durationchange', duration: handle.duration() });
    tell({ type: 'ready' });
  }

  handle.subscribe((event) => {
    if (!isKnown && (event.type === 'ready' || event.type === 'durationchange')) look();
    else tell(event);
  });

  function watch(found: DashEngine): void {
    engine = found;
    found.updateSettings(ENGINE_SETTINGS);
    // Where a manifest names no clock, dash.js would ask a company's server for the time.
    found.clearDefaultUTCTimingSources();
    const onOwn = (work: () => void) => (): void => {
      if (!isDestroyed && wanted !== undefined) work();
    };
    found.on(
      'streamInitialized',
      onOwn(() => {
        program.follow(found);
        choices.follow(found);
        look();
      }),
    );
    // The window of a live programme is known with its first segment.
    found.on('fragmentLoadingCompleted', onOwn(look));
    for (const event of ['trackChangeRendered', 'textTracksAdded'] as const) {
      found.on(
        event,
        onOwn(() => tell({ type: 'choices' })),
      );
    }
    found.on('error', (event) => {
      const fault = faultOf(event);
      if (!fault || isDestroyed || wanted === undefined) return;
      if (fault.isPassing && recovery.tryAgain(loadAnew)) return;
      forget();
      choices.reset();
      found.attachSource(null);
      handle.fail(fault.problem);
    });
  }

  /** The engine answers no questions about a stream before it has read the next one. */
  function forget(): void {
    isKnown = false;
    program.reset();
    choices.rest();
  }

  /** The same video from where it is: a live one finds its place by itself. */
  function loadAnew(): void {
    if (wanted === undefined) return;
    const position = element.currentTime;
    const isAtStart = program.isLive() || position === 0;
    forget();
    engine?.attachSource(wanted, isAtStart ? undefined : position);
  }

  async function show(url: string): Promise<void> {
    try {
      // An element that has had another handle has an engine that was taken off it.
      if (element.api && engine !== element.api) element.api.initialize(element.nativeEl, undefined, false);
      // It takes a second load at this time for one with another source, and has no engine for it yet.
      else await (element.arrival ??= element.load());
    } catch {
      if (wanted === url && !isDestroyed) handle.fail('network');
      return;
    }
    if (isDestroyed || wanted !== url || !element.api) return;
    if (engine !== element.api) watch(element.api);
    handle.load(url);
  }

  const player: MediaElementHandle = {
    ...handle,
    choices,
    isReady: () => isKnown && handle.isReady(),
    duration: () => (isKnown ? handle.duration() : undefined),
    load(url) {
      wanted = url;
      recovery.reset();
      forget();
      choices.reset();
      void show(url);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy() {
      isDestroyed = true;
      wanted = undefined;
      recovery.reset();
      forget();
      handle.destroy();
      listeners.clear();
      engine?.reset();
    },
  };
  return createLiveHandle(player, program);
}

import type { Capabilities } from '@watchparty/shared';

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
  const program = createDashProgram();
  const choices = createDashChoices(() => handle.tellChoices());
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

  function watch(found: DashEngine): void {
    engine = found;
    found.updateSettings(ENGINE_SETTINGS);
    // Where a manifest names no clock, dash.js would ask a company's server for the time.
    found.clearDefaultUTCTimingSources();
    found.on('streamInitialized', () => {
      if (isDestroyed || wanted === undefined) return;
      program.follow(found);
      choices.follow(found);
    });
    for (const event of ['trackChangeRendered', 'textTracksAdded'] as const) {
      found.on(event, () => handle.tellChoices());
    }
    found.on('error', (event) => {
      const fault = faultOf(event);
      if (!fault || isDestroyed || wanted === undefined) return;
      if (fault.isPassing && recovery.tryAgain(loadAnew)) return;
      found.attachSource(null);
      handle.fail(fault.problem);
    });
  }

  /** The same video from where it is: a live one finds its place by itself. */
  function loadAnew(): void {
    if (wanted === undefined) return;
    const position = element.currentTime;
    engine?.attachSource(wanted, program.isLive() || position === 0 ? undefined : position);
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
    load(url) {
      wanted = url;
      recovery.reset();
      program.reset();
      choices.reset();
      void show(url);
    },
    destroy() {
      isDestroyed = true;
      wanted = undefined;
      recovery.reset();
      handle.destroy();
      engine?.reset();
    },
  };
  return createLiveHandle(player, program);
}

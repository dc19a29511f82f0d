import { Hls } from 'hls-video-element';
import type { Capabilities, EpochMs } from '@watchparty/shared';

import type { MediaProblem } from '../../player-handle.js';
import { createLiveHandle } from '../live/live-handle.js';
import { createMediaElementHandle, type MediaElementHandle } from '../media-element-handle.js';
import { createStreamRecovery, type Schedule } from '../stream-recovery.js';
import { createHlsChoices } from './hls-choices.js';
import type { HlsElement, HlsEngine } from './hls-element.js';
import { createHlsProgram } from './hls-program.js';

type ErrorType = (typeof Hls.ErrorTypes)[keyof typeof Hls.ErrorTypes];
type ErrorDetails = (typeof Hls.ErrorDetails)[keyof typeof Hls.ErrorDetails];

interface HlsHandleOptions {
  capabilities: Capabilities;
  serverNow: () => EpochMs;
  /** Runs a task later; answers with what cancels it. */
  schedule?: Schedule;
}

/**
 * The player interface over an HLS element. Its source is set here and not by React, so that whoever destroys the
 * handle ends the engine, which would go on fetching otherwise. Browsers without media source extensions (iPhones
 * before iOS 17.1) play HLS by themselves: they have no engine, and their element tells of errors itself.
 */
export function createHlsHandle(
  element: HlsElement,
  { capabilities, serverNow, schedule }: HlsHandleOptions,
): MediaElementHandle {
  const program = createHlsProgram(element, serverNow);
  const recovery = createStreamRecovery({
    position: () => element.currentTime,
    ...(schedule && { schedule }),
  });
  const choices = createHlsChoices(element, () => handle.tellChoices());
  const handle = createMediaElementHandle(element, {
    load: (url) => {
      element.src = url;
    },
    capabilities,
    frames: element.nativeEl,
  });
  let watched: HlsEngine | undefined;
  /** What is to be loaded, once everybody who asks at this moment has asked. */
  let wanted: string | undefined;

  /** The element makes a new engine for each source, one microtask after it got it. */
  function watchEngine(): void {
    const engine = element.api;
    if (!engine || engine === watched) return;
    watched = engine;
    program.follow(engine);
    choices.follow(engine);
    let isRecovered = false;
    engine.on(Hls.Events.ERROR, (_event, error) => {
      if (!error.fatal) return;
      // A decoder that stumbles over one segment is worth another try, with the next one.
      if (error.type === Hls.ErrorTypes.MEDIA_ERROR && !isUnplayable(error.details) && !isRecovered) {
        isRecovered = true;
        engine.recoverMediaError();
        return;
      }
      // hls.js stops loading at such a fault; from here on it fetches what is missing where the player is.
      const isOfStream = error.type === Hls.ErrorTypes.NETWORK_ERROR && !isOfManifest(error.details);
      if (isOfStream && recovery.tryAgain(() => engine.startLoad())) return;
      engine.stopLoad();
      handle.fail(problemOf(error));
    });
  }

  const player: MediaElementHandle = {
    ...handle,
    choices,
    load(url) {
      wanted = url;
      // Of two loads at one moment the element makes two engines, and forgets the first, which fetches on for ever.
      queueMicrotask(() => {
        if (wanted !== url) return;
        wanted = undefined;
        program.reset();
        choices.reset();
        recovery.reset();
        handle.load(url);
        queueMicrotask(watchEngine);
      });
    },
    destroy() {
      wanted = undefined;
      recovery.reset();
      handle.destroy();
      program.destroy();
      choices.destroy();
      element.removeAttribute('src');
      // The element forgets its engine by that, but not what a browser plays by itself.
      element.nativeEl.removeAttribute('src');
      element.nativeEl.load();
    },
  };
  return createLiveHandle(player, program);
}

function problemOf({ type, details }: { type: ErrorType; details: ErrorDetails }): MediaProblem {
  if (isUnplayable(details)) return 'unsupported';
  switch (type) {
    case Hls.ErrorTypes.NETWORK_ERROR:
      return 'network';
    case Hls.ErrorTypes.KEY_SYSTEM_ERROR:
      return 'unsupported';
    default:
      return 'decode';
  }
}

/** Without the first playlist there is nothing to go on with; hls.js has tried it anew by itself. */
function isOfManifest(details: ErrorDetails): boolean {
  return (
    details === Hls.ErrorDetails.MANIFEST_LOAD_ERROR ||
    details === Hls.ErrorDetails.MANIFEST_LOAD_TIMEOUT ||
    details === Hls.ErrorDetails.MANIFEST_PARSING_ERROR
  );
}

/** What is no playlist, or plays nowhere here: another try would change nothing. */
function isUnplayable(details: ErrorDetails): boolean {
  return (
    details === Hls.ErrorDetails.MANIFEST_PARSING_ERROR ||
    details === Hls.ErrorDetails.MANIFEST_INCOMPATIBLE_CODECS_ERROR ||
    details === Hls.ErrorDetails.BUFFER_ADD_CODEC_ERROR ||
    details === Hls.ErrorDetails.BUFFER_INCOMPATIBLE_CODECS_ERROR
  );
}

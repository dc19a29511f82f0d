import type { Capabilities } from '@watchparty/shared';

import { createEventPlayer, type EventPlayer, type PlayerPort, type PlayerReport } from '../event-player.js';
import { openFrameChannel } from '../frame/frame-channel.js';
import { numberOf, partOf, textOf, type FrameMessage } from '../frame/frame-message.js';
import { REFUSED_AFTER_MS } from '../frame/refused-after.js';

interface PlayerJsOptions {
  /** Shows another address: that is for whoever owns the frame, as nobody knows whether it speaks then. */
  show: (url: string) => void;
  /** Monotonic milliseconds. */
  now: () => number;
  /** Runs a task later; answers with what cancels it. */
  schedule: (task: () => void, delayMs: number) => () => void;
  /** Aborted where nobody wants to know any more, as the frame is gone. A player that was handed over stays. */
  signal: AbortSignal;
}

const VERSION = '0.0.11';
/** Frames that speak it answer within a moment of their loading. */
const HANDSHAKE_MS = 3_000;
const ASK_EVERY_MS = 500;
/** A frame that takes longer to load is left to itself. */
const LOAD_WITHIN_MS = 10_000;
const EVENTS = ['play', 'pause', 'timeupdate', 'seeked', 'ended', 'error'] as const;

/**
 * Finds out whether a frame of an unknown host speaks Player.js (github embedly/player.js, SPEC.rst), and takes it over if
 * so. Call it as soon as the frame has its address, before it has loaded.
 *
 * @returns a player that is ready, whose `destroy` leaves the frame where it is; undefined where the frame keeps silent, or the signal was aborted
 */
export function tryPlayerJs(
  frame: HTMLIFrameElement,
  options: PlayerJsOptions,
): Promise<EventPlayer | undefined> {
  const { schedule, signal } = options;
  return new Promise((resolve) => {
    let hear: ((message: FrameMessage) => void) | undefined;
    let cancelAsking: (() => void) | undefined;
    let cancelEnd = schedule(giveUp, LOAD_WITHIN_MS);
    const channel = openFrameChannel({
      frame,
      origins: [new URL(frame.src).origin],
      onMessage(message) {
        if (textOf(message, 'context') !== 'player.js') return;
        if (hear) hear(message);
        else if (textOf(message, 'event') === 'ready') takeOver(partOf(message, 'value'));
      },
    });

    function ask(): void {
      send('addEventListener', 'ready');
      cancelAsking = schedule(ask, ASK_EVERY_MS);
    }

    function beginAsking(): void {
      stop();
      cancelEnd = schedule(giveUp, HANDSHAKE_MS);
      ask();
    }

    function stop(): void {
      cancelEnd();
      cancelAsking?.();
    }

    function end(): void {
      stop();
      frame.removeEventListener('load', beginAsking);
      signal.removeEventListener('abort', giveUp);
    }

    function giveUp(): void {
      end();
      channel.close();
      resolve(undefined);
    }

    function send(method: string, value?: unknown): void {
      const listener = method === 'addEventListener' ? { listener: String(value) } : {};
      channel.post(
        JSON.stringify({ context: 'player.js', version: VERSION, method, ...listener, ...valueOf(value) }),
      );
    }

    function takeOver(offer: FrameMessage): void {
      end();
      let report: PlayerReport | undefined;
      const player = createEventPlayer(
        (made) => {
          report = made;
          hear = (message) => hearEvent(made, message);
          return createPort({ send, show: options.show, close: channel.close });
        },
        {
          ...options,
          capabilities: capabilitiesOf(offer),
          tellsSeeked: false,
          blockedAfterMs: REFUSED_AFTER_MS,
        },
      );
      for (const event of EVENTS) send('addEventListener', event);
      send('getDuration');
      report?.ready();
      // It may have begun by itself.
      send('getPaused');
      resolve(player);
    }

    frame.addEventListener('load', beginAsking);
    signal.addEventListener('abort', giveUp);
  });
}

function valueOf(value: unknown): { value?: unknown } {
  return value === undefined ? {} : { value };
}

/** What it says that it can do, where it says so. */
function capabilitiesOf(offer: FrameMessage): Capabilities {
  const methods: unknown = offer.methods;
  const can = (method: string): boolean => !Array.isArray(methods) || methods.includes(method);
  return {
    play: can('play'),
    pause: can('pause'),
    seek: can('setCurrentTime'),
    rate: 'none',
    time: true,
    duration: true,
    live: false,
    ads: false,
  };
}

function hearEvent(report: PlayerReport, message: FrameMessage): void {
  const value = partOf(message, 'value');
  switch (textOf(message, 'event')) {
    case 'play':
      return report.playing();
    case 'pause':
      return report.paused();
    case 'timeupdate':
      return hearTime(report, value);
    case 'getCurrentTime':
      return hearTime(report, { seconds: message.value });
    case 'getDuration':
      return hearTime(report, { duration: message.value });
    case 'getPaused':
      return message.value === false ? report.playing() : undefined;
    case 'seeked':
      return report.seeked(numberOf(value, 'seconds'));
    case 'ended':
      return report.ended();
    case 'error':
      // 2: a method that it does not know, which breaks nothing.
      return numberOf(value, 'code') === 2 ? undefined : report.failed('unsupported');
    default:
      return;
  }
}

function hearTime(report: PlayerReport, told: FrameMessage): void {
  const duration = numberOf(told, 'duration');
  if (duration !== undefined && duration > 0) report.duration(duration);
  const position = numberOf(told, 'seconds');
  if (position !== undefined) report.position(position);
}

interface PortOptions {
  send: (method: string, value?: unknown) => void;
  show: (url: string) => void;
  close: () => void;
}

function createPort({ send, show, close }: PortOptions): PlayerPort {
  return {
    show,
    play: () => send('play'),
    pause: () => send('pause'),
    seek(position) {
      send('setCurrentTime', position);
      // Some never tell where they have landed, above all while they are paused.
      send('getCurrentTime');
    },
    setVolume: (volume) => send('setVolume', Math.round(volume * 100)),
    setMuted: (isMuted) => send(isMuted ? 'mute' : 'unmute'),
    destroy: close,
  };
}

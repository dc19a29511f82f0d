import type { Capabilities, VideoLink } from '@watchparty/shared';

import type { MediaProblem, TimeSpan } from '../../player-handle.js';
import { createEventPlayer, type EventPlayer, type PlayerReport } from '../event-player.js';
import type { VimeoEventData, VimeoPlayer } from './vimeo-api.js';

interface VimeoHandleOptions {
  /** Makes a frame with a player over it. @param embedUrl of the video that it is to show first */
  open: (embedUrl: string) => VimeoPlayer;
  capabilities: Capabilities;
  read: (url: string) => VideoLink | undefined;
  now: () => number;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** What Vimeo's player takes; it rejects what lies beyond. */
const SLOWEST_RATE = 0.5;
const FASTEST_RATE = 2;

/** Vimeo's own player. Whether it has rates is its owner's plan: the first one that is asked for tells. */
export function createVimeoHandle({ open, read, ...options }: VimeoHandleOptions): EventPlayer {
  return createEventPlayer(
    (report) => {
      let player: VimeoPlayer | undefined;
      /** Whether its frame has opened, and can show one more video; one that could not answers nothing but that. */
      let isOpen = false;
      let video: VideoLink | undefined;

      function show(url: string): void {
        video = read(url);
        const shown = video;
        if (shown?.embedUrl === undefined) {
          report.failed('missing');
          return;
        }
        report.capabilities(shown.capabilities);
        const isCurrent = (): boolean => video === shown;
        const opened = isOpen && player ? player.loadVideo({ url: shown.embedUrl }) : reopen(shown.embedUrl);
        opened.then(
          () => {
            if (!isCurrent()) return;
            isOpen = true;
            announce(isCurrent);
          },
          (error: unknown) => {
            if (!isCurrent()) return;
            isOpen = false;
            report.failed(problemOf(error) ?? 'no_answer');
          },
        );
      }

      function reopen(embedUrl: string): Promise<void> {
        leave(player);
        player = open(embedUrl);
        isOpen = false;
        listen(player);
        return player.ready();
      }

      function listen(own: VimeoPlayer): void {
        const on = (event: string, listener: (data: VimeoEventData) => void): void =>
          own.on(event, (data) => {
            if (own === player) listener(data);
          });
        on('playing', ({ seconds }) => report.playing(seconds));
        on('pause', ({ seconds }) => report.paused(seconds));
        on('timeupdate', ({ seconds }) => {
          if (seconds !== undefined) report.position(seconds);
        });
        on('seeked', ({ seconds }) => report.seeked(seconds));
        on('bufferstart', () => report.waiting());
        on('bufferend', () => report.canPlay());
        on('progress', () => tellBuffered(own, report));
        on('durationchange', ({ duration }) => report.duration(duration));
        on('playbackratechange', ({ playbackRate }) => {
          if (playbackRate !== undefined) report.rate(playbackRate);
        });
        on('ended', () => report.ended());
        on('error', (error) => {
          const problem = problemOf(error);
          if (problem) report.failed(problem);
        });
      }

      function announce(isCurrent: () => boolean): void {
        const tell = (duration?: number): void => {
          if (isCurrent()) report.ready(duration);
        };
        player?.getDuration().then(tell, () => tell());
      }

      return {
        show,
        play() {
          player?.play().catch((error: unknown) => {
            const problem = problemOf(error);
            if (nameOf(error) === 'NotAllowedError') report.blocked();
            else if (problem) report.failed(problem);
          });
        },
        pause: () => quietly(player?.pause()),
        seek: (position) => quietly(player?.setCurrentTime(position)),
        setRate(rate) {
          const asked = video;
          const know = (kind: Capabilities['rate']): void => {
            if (asked && video === asked) report.capabilities({ ...asked.capabilities, rate: kind });
          };
          player?.setPlaybackRate(Math.min(Math.max(rate, SLOWEST_RATE), FASTEST_RATE)).then(
            // At rate 1 nothing had to be changed, which every plan allows.
            () => rate !== 1 && know('any'),
            () => know('none'),
          );
        },
        setVolume: (volume) => quietly(player?.setVolume(volume)),
        setMuted: (isMuted) => quietly(player?.setMuted(isMuted)),
        destroy() {
          leave(player);
          player = undefined;
        },
      };
    },
    { ...options, tellsSeeked: true },
  );
}

function tellBuffered(player: VimeoPlayer, report: PlayerReport): void {
  player.getBuffered().then(
    (ranges) => report.buffered(spansOf(ranges)),
    () => undefined,
  );
}

/** Its declaration says objects, its frame answers with pairs. */
function spansOf(ranges: unknown): TimeSpan[] {
  if (!Array.isArray(ranges)) return [];
  return ranges.flatMap((range: unknown) => {
    const [start, end] = Array.isArray(range) ? (range as unknown[]) : [];
    return typeof start === 'number' && typeof end === 'number' ? [{ start, end }] : [];
  });
}

/** What was asked for in vain is seen by what the player tells afterwards, or does not. */
function quietly(asked: Promise<unknown> | undefined): void {
  asked?.catch(() => undefined);
}

function leave(player: VimeoPlayer | undefined): void {
  quietly(player?.destroy());
}

function nameOf(error: unknown): string | undefined {
  const name = typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** What keeps the video from being played; undefined where only something that was asked for came to nothing. */
function problemOf(error: unknown): MediaProblem | undefined {
  switch (nameOf(error)) {
    case 'NotFoundError':
      return 'missing';
    // Its owner names the sites that may show it, or a password, for which Vimeo's own site has the form.
    case 'PrivacyError':
    case 'PasswordError':
      return 'not_embeddable';
    default:
      return undefined;
  }
}

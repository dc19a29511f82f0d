import type { Capabilities, VideoLink } from '@watchparty/shared';

import { createEventPlayer, type EventPlayer } from '../event-player.js';
import { createOpening } from '../vendor/opening.js';
import type { SoundCloudEvent, SoundCloudProgress, SoundCloudWidget } from './soundcloud-api.js';

/** A widget in the page, and the names that it gives its events. */
export interface OpenSoundCloud {
  widget: SoundCloudWidget;
  events: Record<SoundCloudEvent, string>;
  /** Takes its frame from the page. */
  remove: () => void;
}

interface SoundCloudHandleOptions {
  /** Makes a widget; rejects where its script does not load. @param embedUrl of its first track */
  open: (embedUrl: string) => Promise<OpenSoundCloud>;
  capabilities: Capabilities;
  read: (url: string) => VideoLink | undefined;
  now: () => number;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** The widget says nothing of a browser that refuses; a start that was not refused is told sooner, in milliseconds. */
const BLOCKED_AFTER_MS = 1_800;

/** SoundCloud's widget. It counts in milliseconds, and hears no jump before it has played. */
export function createSoundCloudHandle({ open, read, ...options }: SoundCloudHandleOptions): EventPlayer {
  return createEventPlayer(
    (report) => {
      let video: VideoLink | undefined;
      let durationS: number | undefined;
      let volume = 1;
      let isMuted = false;
      const opening = createOpening<OpenSoundCloud>({
        onOpen: listen,
        onFailed: () => report.failed('no_answer'),
        remove({ widget, events, remove }) {
          for (const event of Object.values(events)) widget.unbind(event);
          remove();
        },
      });
      const widget = (): SoundCloudWidget | undefined => opening.current()?.widget;

      function show(url: string): void {
        video = read(url);
        durationS = undefined;
        const embedUrl = video?.embedUrl;
        if (!video || embedUrl === undefined) {
          report.failed('missing');
          return;
        }
        report.capabilities(video.capabilities);
        const opened = widget();
        if (opened) reload(opened, video);
        else opening.open(() => open(embedUrl));
      }

      function reload(opened: SoundCloudWidget, asked: VideoLink): void {
        opened.load(asked.canonicalUrl, {
          auto_play: false,
          visual: true,
          // The widget tells that it is ready by its event only once.
          callback: () => {
            if (video === asked) announce(opened, asked);
          },
        });
      }

      function announce(opened: SoundCloudWidget, asked: VideoLink | undefined): void {
        opened.getDuration((milliseconds) => {
          if (video !== asked) return;
          // It has no length for what it could not open.
          durationS = milliseconds > 0 ? milliseconds / 1000 : undefined;
          if (durationS === undefined) report.failed('missing');
          else report.ready(durationS);
        });
      }

      function listen({ widget: opened, events }: OpenSoundCloud): void {
        const on = (name: SoundCloudEvent, listener: (progress: SoundCloudProgress) => void): void =>
          opened.bind(events[name], (progress = {}) => listener(progress));
        const first = video;
        on('READY', () => {
          if (video === first) announce(opened, first);
        });
        on('PLAY', (progress) => report.playing(secondsOf(progress)));
        on('PAUSE', (progress) => report.paused(secondsOf(progress)));
        on('PLAY_PROGRESS', (progress) => {
          const position = secondsOf(progress);
          if (position !== undefined) report.position(position);
        });
        on('SEEK', (progress) => report.seeked(secondsOf(progress)));
        on('LOAD_PROGRESS', ({ loadedProgress }) => {
          if (loadedProgress === undefined || durationS === undefined) return;
          report.buffered([{ start: 0, end: loadedProgress * durationS }]);
        });
        on('FINISH', () => report.ended());
        on('ERROR', () => report.failed('missing'));
      }

      function applyVolume(): void {
        widget()?.setVolume(isMuted ? 0 : Math.round(volume * 100));
      }

      return {
        show,
        play: () => widget()?.play(),
        pause: () => widget()?.pause(),
        seek: (position) => widget()?.seekTo(Math.round(position * 1000)),
        setVolume(next) {
          volume = next;
          applyVolume();
        },
        setMuted(next) {
          isMuted = next;
          applyVolume();
        },
        destroy: opening.close,
      };
    },
    { ...options, tellsSeeked: true, seeksOnceStarted: true, blockedAfterMs: BLOCKED_AFTER_MS },
  );
}

function secondsOf({ currentPosition }: SoundCloudProgress): number | undefined {
  return currentPosition === undefined ? undefined : currentPosition / 1000;
}

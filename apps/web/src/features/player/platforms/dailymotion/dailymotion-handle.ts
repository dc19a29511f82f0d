import type { Capabilities, VideoLink } from '@watchparty/shared';

import type { MediaProblem } from '../../player-handle.js';
import { createEventPlayer, type EventPlayer } from '../event-player.js';
import { createOpening } from '../vendor/opening.js';
import type { DailymotionEvents, DailymotionPlayer, DailymotionState } from './dailymotion-api.js';

/** A player in the page, and the names that it gives its events. */
export interface OpenDailymotion {
  player: DailymotionPlayer;
  events: DailymotionEvents;
  /** Takes what is left of it from the page. */
  remove: () => void;
}

interface DailymotionHandleOptions {
  /** Makes a player; rejects where the library does not load. */
  open: (videoId: string) => Promise<OpenDailymotion>;
  capabilities: Capabilities;
  read: (url: string) => VideoLink | undefined;
  now: () => number;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** Dailymotion's own player, by its library. Every event brings the whole state, so that nothing needs to be asked for. */
export function createDailymotionHandle({ open, read, ...options }: DailymotionHandleOptions): EventPlayer {
  return createEventPlayer(
    (report) => {
      let videoId: string | undefined;
      const opening = createOpening<OpenDailymotion>({
        onOpen: listen,
        onFailed: () => report.failed('no_answer'),
        remove({ player, remove }) {
          player.destroy();
          remove();
        },
      });
      const player = (): DailymotionPlayer | undefined => opening.current()?.player;

      function show(url: string): void {
        const video = read(url);
        const shownId = video?.videoId;
        videoId = shownId;
        if (video === undefined || shownId === undefined) {
          report.failed('missing');
          return;
        }
        report.capabilities(video.capabilities);
        if (player()) player()?.loadContent({ video: shownId });
        else opening.open(() => open(shownId));
      }

      function listen({ player: own, events }: OpenDailymotion): void {
        const on = (name: keyof DailymotionEvents, listener: (state: DailymotionState) => void): void => {
          const event = events[name];
          if (event === undefined) return;
          own.on(event, (state) => {
            // What comes late of the video before says nothing of this one.
            if (state.videoId === undefined || state.videoId === videoId) listener(state);
          });
        };
        on('PLAYER_CRITICALPATHREADY', (state) => {
          const problem = problemOf(state);
          if (problem) report.failed(problem);
          else report.ready(state.videoDuration);
        });
        on('VIDEO_DURATIONCHANGE', ({ videoDuration }) => report.duration(videoDuration));
        on('VIDEO_PLAYING', ({ videoTime }) => report.playing(videoTime));
        on('VIDEO_PAUSE', ({ videoTime }) => report.paused(videoTime));
        on('VIDEO_TIMECHANGE', ({ videoTime }) => {
          if (videoTime !== undefined) report.position(videoTime);
        });
        on('VIDEO_SEEKEND', ({ videoTime }) => report.seeked(videoTime));
        on('VIDEO_BUFFERING', () => report.waiting());
        on('VIDEO_END', () => report.ended());
        on('AD_START', () => report.ad(true));
        on('AD_END', () => report.ad(false));
        on('PLAYER_PLAYBACKPERMISSION', (state) => {
          if (isRefused(state)) report.blocked();
        });
        on('PLAYER_ERROR', (state) => report.failed(problemOf(state) ?? 'unsupported'));
      }

      return {
        show,
        play: () => void player()?.play(),
        pause: () => void player()?.pause(),
        seek: (position) => void player()?.seek(position),
        setVolume: (volume) => void player()?.setVolume(volume),
        setMuted: (isMuted) => void player()?.setMute(isMuted),
        destroy: opening.close,
      };
    },
    { ...options, tellsSeeked: true },
  );
}

/** A player that goes on muted by itself is started anew by whoever tells the viewer of it. */
function isRefused({ playerIsPlaybackAllowed, playerPlaybackPermissionReason }: DailymotionState): boolean {
  return playerIsPlaybackAllowed === false || playerPlaybackPermissionReason === 'allowedFallbackMuted';
}

function problemOf({ playerError, videoIsPasswordRequired }: DailymotionState): MediaProblem | undefined {
  if (videoIsPasswordRequired) return 'not_embeddable';
  const code = typeof playerError === 'object' ? playerError?.code : playerError;
  switch (code) {
    case undefined:
    case '':
      return undefined;
    // The access errors of Dailymotion's API: none named, deleted, rejected, private.
    case 'DM001':
    case 'DM002':
    case 'DM005':
    case 'DM010':
      return 'missing';
    // Copyright, countries, explicit content.
    case 'DM004':
    case 'DM007':
    case 'DM008':
    case 'DM009':
      return 'not_embeddable';
    // Its encoding failed.
    case 'DM011':
    case 'DM013':
      return 'decode';
    default:
      return 'unsupported';
  }
}

import type { Capabilities, VideoLink } from '@watchparty/shared';

import { createEventPlayer, type EventPlayer } from '../event-player.js';
import { createOpening } from '../vendor/opening.js';
import type { TwitchPlayer, TwitchSource } from './twitch-api.js';
import { twitchVideoOf, type TwitchVideo } from './twitch-video.js';

/** What is in the page. */
export interface OpenTwitch {
  player: TwitchPlayer;
  /** Takes what is left of it from the page. */
  remove: () => void;
}

interface TwitchHandleOptions {
  /** Makes a player; rejects where the script does not load. */
  openPlayer: (source: TwitchSource) => Promise<OpenTwitch>;
  capabilities: Capabilities;
  read: (url: string) => VideoLink | undefined;
  now: () => number;
  schedule: (task: () => void, delayMs: number) => () => void;
}

/** There is no event of positions, and reading what the frame told last costs nothing. */
const LOOK_EVERY_MS = 100;
/** A recording that is gone says nothing: it just never starts. */
const START_PATIENCE_MS = 10_000;

/** Twitch's own player. Channels are live, and can only be played and paused; recordings can be jumped in. */
export function createTwitchHandle(options: TwitchHandleOptions): EventPlayer {
  const { openPlayer, read, schedule } = options;

  return createEventPlayer(
    (report) => {
      let video: TwitchVideo | undefined;
      /** Its frame has said so once; before, it hears nothing. */
      let isReady = false;
      /** The channel is not on air; the frame may say so before it says that it is ready. */
      let isOffline = false;
      let toldS: number | undefined;
      let cancelLook: (() => void) | undefined;
      let cancelStart: (() => void) | undefined;
      const opening = createOpening<OpenTwitch>({
        onOpen: ({ player }) => listen(player),
        onFailed: () => report.failed('no_answer'),
        remove({ player, remove }) {
          isReady = false;
          player.destroy?.();
          remove();
        },
      });
      const player = (): TwitchPlayer | undefined => opening.current()?.player;

      function show(url: string): void {
        const link = read(url);
        const shown = link && twitchVideoOf(link);
        video = shown;
        forget();
        if (!link || !shown) {
          report.failed('missing');
          return;
        }
        report.capabilities(link.capabilities);
        const open = player();
        if (open && isReady) change(open, shown.source);
        else opening.open(() => openPlayer(shown.source));
      }

      function change(open: TwitchPlayer, { channel, video: recording, collection }: TwitchSource): void {
        if (channel !== undefined) open.setChannel(channel);
        if (recording !== undefined) open.setVideo(recording, 0);
        if (collection !== undefined) open.setCollection(collection);
        begin(open);
      }

      function begin(open: TwitchPlayer): void {
        report.ready();
        // What it tells of a channel's position is something else on every screen.
        if (video?.kind !== 'channel') look(open);
      }

      function look(open: TwitchPlayer): void {
        cancelLook?.();
        cancelLook = schedule(() => look(open), LOOK_EVERY_MS);
        const durationS = open.getDuration();
        if (durationS > 0) {
          cancelStart?.();
          report.duration(durationS);
        }
        const positionS = open.getCurrentTime();
        if (positionS === toldS) return;
        toldS = positionS;
        report.position(positionS);
      }

      function listen(own: TwitchPlayer): void {
        const on = (event: Parameters<TwitchPlayer['addEventListener']>[0], listener: () => void): void =>
          own.addEventListener(event, () => {
            if (own === player()) listener();
          });
        on('ready', () => {
          isReady = true;
          if (!isOffline) begin(own);
        });
        on('playing', () => {
          cancelStart?.();
          report.playing();
        });
        on('pause', () => report.paused());
        on('playbackBlocked', () => {
          cancelStart?.();
          report.blocked();
        });
        // A channel that ends goes offline.
        on('ended', () => {
          if (video?.kind !== 'channel') report.ended();
        });
        on('offline', () => {
          if (video?.kind !== 'channel') return;
          isOffline = true;
          report.failed('offline');
        });
        on('online', () => {
          if (video?.kind !== 'channel') return;
          isOffline = false;
          if (isReady) report.ready();
        });
      }

      function forget(): void {
        cancelLook?.();
        cancelStart?.();
        isOffline = false;
        toldS = undefined;
      }

      return {
        show,
        play() {
          cancelStart?.();
          if (video?.kind === 'video' && player()?.getDuration() === 0)
            cancelStart = schedule(() => report.failed('missing'), START_PATIENCE_MS);
          player()?.play();
        },
        pause: () => player()?.pause(),
        seek: (position) => player()?.seek(position),
        setVolume: (volume) => player()?.setVolume(volume),
        setMuted: (isMuted) => player()?.setMuted(isMuted),
        destroy() {
          forget();
          opening.close();
        },
      };
    },
    { ...options, tellsSeeked: false },
  );
}

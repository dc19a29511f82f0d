import { mayControlPlayback, type Playback } from '@watchparty/shared';
import type { VideoCommand } from '@watchparty/shared/room-client';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useRealtime, useRoom } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import type { TimeSpan } from './player-handle.js';
import {
  shownPlayback,
  withIntent,
  withoutIntent,
  type Intent,
  type ShownPlayback,
} from './playback-intent.js';
import type { Wish } from './sync/preview.js';
import { targetAt } from './sync/timeline-target.js';
import type { SyncControls } from './sync/use-sync.js';
import type { LiveProgramView } from './use-live.js';

export interface PlaybackCommands {
  /** Whether this person may; without it every command is left out. */
  mayControl: boolean;
  intents: readonly Intent[];
  toggle(): void;
  /** Waits no longer for those who have run out of video. */
  goOn(): void;
  /** @param position seconds */
  seekTo(position: number): void;
  /** Moves by seconds; several taps in a row become one command. */
  seekBy(seconds: number): void;
  setRate(rate: number): void;
}

/** Taps that follow each other this closely are one jump. */
const GATHER_MS = 350;

interface CommandContext {
  /** Reads the seconds that the player itself knows of. */
  mediaDuration: () => number | undefined;
  /** Reads what the player knows of a live programme; undefined for films. */
  liveProgram: () => LiveProgramView | undefined;
  sync: Pick<SyncControls, 'preview'>;
}

/** What the controls do: shown at once, sent, and taken back when the server says no. */
export function usePlaybackCommands(
  playback: Playback,
  { mediaDuration, liveProgram, sync }: CommandContext,
): PlaybackCommands {
  const { room, clock } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const { t } = useTranslation('player');
  const mayControl = useMayControl();
  const [intents, setIntents] = useState<readonly Intent[]>([]);
  const lastId = useRef(0);
  const gathering = useRef<{ id: number; position: number; timer: number }>(undefined);
  useEffect(() => () => clearTimeout(gathering.current?.timer), []);

  const latest = useRef({ playback, intents });
  useEffect(() => {
    latest.current = { playback, intents };
  });

  const send = useCallback(
    async (command: { event: VideoCommand; payload: Parameters<typeof room.command>[1]; intent: Intent }) => {
      setIntents((all) => withIntent(all, command.intent));
      const wish = wishOf(command.intent);
      const answerPreview = wish && sync.preview(wish);
      try {
        await room.command(command.event, command.payload);
        answerPreview?.('done');
      } catch (error) {
        answerPreview?.('refused');
        telegram.haptic.error();
        snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
      } finally {
        setIntents((all) => withoutIntent(all, command.intent.id));
      }
    },
    [room, telegram, snackbar, errorText, sync],
  );

  const shownNow = useCallback((): ShownPlayback => {
    return shownPlayback(latest.current.playback, latest.current.intents, clock.serverNow());
  }, [clock]);

  return useMemo(() => {
    const nextId = (): number => (lastId.current += 1);
    const reachNow = (): TimeSpan =>
      liveProgram()?.reach ?? {
        start: 0,
        end: latest.current.playback.duration ?? mediaDuration() ?? Infinity,
      };
    const within = (position: number): number => {
      const { start, end } = reachNow();
      return Math.min(Math.max(position, start), end);
    };
    /** Where to go on if what the room paused at has left a live programme. */
    const regained = (): number | undefined => {
      const program = liveProgram();
      const { position } = shownNow();
      if (!program || position >= program.reach.start) return undefined;
      // Whoever has not missed anything needs no word about a second or two.
      if (position < program.window.start) snackbar.show({ text: t('momentGone') });
      return program.reach.start;
    };

    return {
      mayControl,
      intents,
      toggle() {
        if (!mayControl) return;
        telegram.haptic.impact('light');
        const hasEnded =
          targetAt(latest.current.playback, clock.serverNow(), mediaDuration()).phase === 'ended';
        const isPlaying = hasEnded || !shownNow().isPlaying;
        const event = isPlaying ? 'video:play' : 'video:pause';
        // From the end there is only one way to play on.
        const position = hasEnded ? 0 : isPlaying ? regained() : undefined;
        const payload = position === undefined ? {} : { position };
        void send({ event, payload, intent: { id: nextId(), isPlaying, ...payload } });
      },
      goOn() {
        if (!mayControl) return;
        telegram.haptic.impact('light');
        void send({ event: 'video:play', payload: {}, intent: { id: nextId(), isPlaying: true } });
      },
      seekTo(wanted) {
        if (!mayControl) return;
        const position = within(wanted);
        void send({ event: 'video:seek', payload: { position }, intent: { id: nextId(), position } });
      },
      seekBy(seconds) {
        if (!mayControl) return;
        const from = gathering.current?.position ?? shownNow().position;
        const position = within(from + seconds);
        // Beyond either end of a live programme's reach, a step towards that end would lead the other way.
        if ((position - from) * seconds < 0) return;
        const id = gathering.current?.id ?? nextId();
        clearTimeout(gathering.current?.timer);
        const timer = window.setTimeout(() => {
          gathering.current = undefined;
          void send({ event: 'video:seek', payload: { position }, intent: { id, position } });
        }, GATHER_MS);
        gathering.current = { id, position, timer };
        setIntents((all) => withIntent(all, { id, position }));
      },
      setRate(rate) {
        if (!mayControl) return;
        void send({ event: 'video:rate', payload: { rate }, intent: { id: nextId(), rate } });
      },
    };
  }, [mayControl, intents, telegram, snackbar, t, clock, mediaDuration, liveProgram, shownNow, send]);
}

/** What the picture can do of it before the room does. A start is everybody's: nobody goes first. */
function wishOf({ isPlaying, position }: Intent): Wish | undefined {
  if (isPlaying === false) return { type: 'pause' };
  return isPlaying === undefined && position !== undefined ? { type: 'seek', position } : undefined;
}

/** Whether this person may send commands for the room's video. */
export function useMayControl(): boolean {
  return useRoom((state) => {
    if (state.status !== 'joined' || state.isClosed) return false;
    const role = state.participants.get(state.youId)?.role;
    return role !== undefined && mayControlPlayback(role, state.room.controlMode);
  });
}

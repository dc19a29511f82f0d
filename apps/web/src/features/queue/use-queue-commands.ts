import { type ClientPayload, errorCodeOf, type QueueLoop } from '@watchparty/shared';
import type { QueueCommand, QueueItemView, QueueView } from '@watchparty/shared/room-client';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useListLinks } from '../../lib/playlists/use-list-links.js';
import { addToQueue } from '../../realtime/add-to-queue.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { guessQueue, type QueueGuess } from './queue-guesses.js';

/** What became of links. */
export interface Addition {
  /** Videos that came in; undefined where that cannot be told. */
  added: number | undefined;
  /** Videos that there were to add, as far as lists could be read here. */
  found: number;
}

/** What people do with the queue: shown at once, sent, and taken back with a word where the room says no. */
export interface QueueCommands {
  /** The queue as it will be if all that is on its way goes well. */
  shown: QueueView;
  /** A link to a list brings what is in it. @throws CommandError, and says nothing itself */
  add(urls: readonly string[]): Promise<Addition>;
  move(item: QueueItemView, beforeId: string | undefined): void;
  remove(item: QueueItemView): void;
  clear(): void;
  play(item: QueueItemView): void;
  setLoop(loop: QueueLoop): void;
  shuffle(): void;
  vote(item: QueueItemView, isOn: boolean): void;
  voteToSkip(isOn: boolean): void;
}

export function useQueueCommands(queue: QueueView): QueueCommands {
  const { room } = useRealtime();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const { t } = useTranslation('queue');
  const [pending, setPending] = useState<readonly { id: number; guess: QueueGuess }[]>([]);
  const openList = useListLinks();
  const lastId = useRef(0);
  const shown = guessQueue(
    queue,
    pending.map(({ guess }) => guess),
  );

  const faultText = (event: QueueCommand, error: unknown): string => {
    const code = errorCodeOf(error);
    if (code === 'not_found') return t('gone');
    if (code === 'conflict' && event === 'queue:skip_vote') return t('nothingNext');
    return errorText(error);
  };

  const send = async <E extends QueueCommand>(
    event: E,
    payload: ClientPayload<E>,
    guess?: QueueGuess,
  ): Promise<void> => {
    lastId.current += 1;
    const id = lastId.current;
    if (guess) setPending((before) => [...before, { id, guess }]);
    telegram.haptic.selection();
    try {
      await room.changeQueue(event, payload);
    } catch (error) {
      telegram.haptic.error();
      snackbar.show({ text: faultText(event, error), icon: 'warning', tone: 'danger' });
    } finally {
      setPending((before) => before.filter((other) => other.id !== id));
    }
  };

  return {
    shown,
    async add(urls) {
      const found: string[] = [];
      for (const url of urls) {
        const list = openList(url);
        const videos = list ? await list.videos : [];
        found.push(...(videos.length > 0 ? videos : [url]));
      }
      const added = await addToQueue(room, found);
      telegram.haptic.success();
      return { added, found: found.length };
    },
    move: ({ id }, beforeId) =>
      void send(
        'queue:move',
        { itemId: id, ...(beforeId !== undefined && { beforeId }) },
        { type: 'moved', itemId: id, ...(beforeId !== undefined && { beforeId }) },
      ),
    remove: ({ id }) => void send('queue:remove', { itemId: id }, { type: 'removed', itemIds: [id] }),
    clear: () => void send('queue:clear', {}, { type: 'removed', itemIds: shown.items.map(({ id }) => id) }),
    play: ({ id }) => void send('queue:play', { itemId: id }, { type: 'removed', itemIds: [id] }),
    setLoop: (loop) => void send('queue:loop', { loop }, { type: 'looped', loop }),
    shuffle: () => void send('queue:shuffle', {}),
    vote: ({ id, votes }, isOn) =>
      void send('queue:vote', { itemId: id, isOn }, { type: 'voted', itemId: id, isOn, votesBefore: votes }),
    voteToSkip(isOn) {
      const state = room.store.getState();
      if (state.status !== 'joined' || !shown.skip) return;
      void send(
        'queue:skip_vote',
        { isOn, version: state.playback.version },
        { type: 'skip_voted', isOn, votesBefore: shown.skip.votes },
      );
    },
  };
}

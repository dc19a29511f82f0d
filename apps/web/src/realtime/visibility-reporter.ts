import {
  type Connection,
  type EmitCommand,
  isInTouch,
  lineOf,
  type RoomStore,
} from '@watchparty/shared/room-client';

interface VisibilityReporterOptions {
  emit: EmitCommand;
  store: Pick<RoomStore, 'getState' | 'subscribe'>;
  connection: { getState(): Connection };
  isVisible: () => boolean;
  /** Tells when `isVisible` may answer otherwise. @returns ends it */
  onChange: (listener: () => void) => () => void;
  /** How far the clock is ahead of UTC, in minutes. */
  utcOffset: () => number;
}

/**
 * Tells the server whether this page can be seen: after each way into a room, as every connection has to say it for
 * itself, and with each change. What is lost is said with the next one; until then the server counts as it sees fit.
 *
 * @returns ends it
 */
export function reportVisibility(options: VisibilityReporterOptions): () => void {
  const { emit, store, connection, isVisible, onChange, utcOffset } = options;
  let told: string | undefined;

  const tell = (): void => {
    const state = store.getState();
    const line = lineOf(connection.getState());
    if (state.status !== 'joined') {
      told = undefined;
      return;
    }
    // Whoever is on the way to another node is not in the room there yet.
    if (line === undefined || !isInTouch(state.connection) || state.connection.status === 'moving') return;
    const visible = isVisible();
    const word = `${line} ${state.room.id} ${visible}`;
    if (word === told) return;
    told = word;
    emit('presence:visible', { visible, utcOffset: utcOffset() }).catch(() => undefined);
  };

  const endStore = store.subscribe(tell);
  const endChanges = onChange(tell);
  return () => {
    endStore();
    endChanges();
  };
}

/** What is known of a message that somebody wrote. */
export type Fate =
  /** No answer yet, or only that nobody knows. */
  | { state: 'open' }
  | { state: 'acked'; id: string; seq: number; afterMs: number }
  /** Whoever wrote it went before an answer came: it is there once or not at all. */
  | { state: 'abandoned' };

export interface LedgerEntry {
  clientId: string;
  roomId: string;
  userId: string;
  content: string;
  writtenAtMs: number;
  tries: number;
  fate: Fate;
}

/** Every message that was written, and what the server promised of it. */
export interface Ledger {
  wrote(entry: Pick<LedgerEntry, 'clientId' | 'roomId' | 'userId' | 'content'>): void;
  tried(clientId: string): void;
  acked(clientId: string, message: { id: string; seq: number }): void;
  abandoned(clientId: string): void;
  all(): readonly LedgerEntry[];
  ofRoom(roomId: string): readonly LedgerEntry[];
}

/** @param accuse told when the server contradicts itself */
export function createLedger(accuse: (what: string) => void, now: () => number = Date.now): Ledger {
  const entries = new Map<string, LedgerEntry>();
  const rooms = new Map<string, LedgerEntry[]>();
  const entryOf = (clientId: string): LedgerEntry => {
    const entry = entries.get(clientId);
    if (!entry) throw new Error(`nobody wrote ${clientId}`);
    return entry;
  };
  return {
    wrote(message) {
      const entry: LedgerEntry = { ...message, writtenAtMs: now(), tries: 0, fate: { state: 'open' } };
      entries.set(entry.clientId, entry);
      const room = rooms.get(entry.roomId);
      if (room) room.push(entry);
      else rooms.set(entry.roomId, [entry]);
    },
    tried(clientId) {
      entryOf(clientId).tries += 1;
    },
    acked(clientId, { id, seq }) {
      const entry = entryOf(clientId);
      const { fate } = entry;
      if (fate.state === 'acked' && (fate.id !== id || fate.seq !== seq)) {
        accuse(`message ${clientId} was acked as number ${fate.seq} and as number ${seq}`);
      }
      if (fate.state === 'acked') return;
      entry.fate = { state: 'acked', id, seq, afterMs: now() - entry.writtenAtMs };
    },
    abandoned(clientId) {
      const entry = entryOf(clientId);
      if (entry.fate.state === 'open') entry.fate = { state: 'abandoned' };
    },
    all: () => [...entries.values()],
    ofRoom: (roomId) => rooms.get(roomId) ?? [],
  };
}

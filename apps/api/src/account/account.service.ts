import type { Database, Queryable } from '../platform/postgres/database.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';

export interface AccountService {
  /** Everything personal goes: profile, messages, memberships, statistics, sessions. Rooms go to who is in them. */
  erase(userId: string): Promise<void>;
}

/** Room ids. */
interface RoomsOfErased {
  seatedIn: string[];
  inherited: string[];
  deleted: string[];
}

export interface AccountServiceOptions {
  database: Database;
  /** Before the user: everybody else locks in this order. */
  lockRooms: (tx: Queryable, userId: string) => Promise<void>;
  lockUser: (tx: Queryable, userId: string) => Promise<void>;
  deleteUser: (tx: Queryable, userId: string) => Promise<void>;
  /** Takes the user's rooms away, inside the transaction. */
  disownRooms: (tx: Queryable, userId: string) => Promise<RoomsOfErased>;
  /** Tells the rooms afterwards. */
  announceErasure: (userId: string, rooms: RoomsOfErased) => Promise<void>;
  broadcaster: Pick<Broadcaster, 'disconnectUser'>;
}

export function createAccountService(options: AccountServiceOptions): AccountService {
  const { database, lockRooms, lockUser, deleteUser, disownRooms, announceErasure, broadcaster } = options;
  return {
    async erase(userId) {
      const rooms = await database.transaction(async (tx) => {
        await lockRooms(tx, userId);
        await lockUser(tx, userId);
        const outcome = await disownRooms(tx, userId);
        await deleteUser(tx, userId);
        return outcome;
      });
      broadcaster.disconnectUser(userId);
      await announceErasure(userId, rooms);
    },
  };
}

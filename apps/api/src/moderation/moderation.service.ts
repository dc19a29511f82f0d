import type { Now } from '../platform/now.js';
import type { Database, Queryable } from '../platform/postgres/database.js';
import type { Broadcaster } from '../platform/socket/broadcaster.js';
import type { ModerationRepository } from './moderation.repository.js';

/** What the operator gets to see of somebody. Instants are epoch milliseconds. */
export interface PersonRecord {
  userId: string;
  telegramId: number;
  name: string;
  username: string | null;
  firstSeenAt: number;
  lastSeenAt: number;
  bannedAt: number | null;
  banReason: string | null;
  sessionsRevokedAt: number | null;
  roomsOwned: number;
  /** Room ids. */
  seatedIn: string[];
  watchSeconds: number;
  messagesSent: number;
}

/** How the operator keeps people out. */
export interface ModerationService {
  find(telegramId: number): Promise<PersonRecord | undefined>;
  /**
   * From now on nothing that asks who they are lets them in, their seats are free, and their connections end.
   *
   * @returns whether they were not banned before
   */
  ban(userId: string, reason?: string): Promise<boolean>;
  /** @returns whether they were banned */
  unban(userId: string): Promise<boolean>;
  /** Every token that they have is refused from now on, and their connections end. They may sign in again. */
  revokeSessions(userId: string): Promise<void>;
}

export interface ModerationServiceOptions {
  database: Database;
  repository: ModerationRepository;
  /** Before the user: everybody else locks in this order. */
  lockRooms: (tx: Queryable, userId: string) => Promise<void>;
  lockUser: (tx: Queryable, userId: string) => Promise<void>;
  /** Tells the rooms that somebody is gone from their seat. */
  announceDeparture: (userId: string, roomIds: string[]) => Promise<void>;
  broadcaster: Pick<Broadcaster, 'disconnectUser'>;
  now: Now;
}

export function createModerationService(options: ModerationServiceOptions): ModerationService {
  const { database, repository, lockRooms, lockUser, announceDeparture, broadcaster, now } = options;
  return {
    find: repository.find,

    async ban(userId, reason) {
      const { isNew, roomIds } = await database.transaction(async (tx) => {
        await lockRooms(tx, userId);
        await lockUser(tx, userId);
        return {
          isNew: await repository.ban(tx, userId, reason, now()),
          roomIds: await repository.freeSeats(tx, userId, now()),
        };
      });
      broadcaster.disconnectUser(userId);
      await announceDeparture(userId, roomIds);
      return isNew;
    },

    unban: repository.unban,

    async revokeSessions(userId) {
      await repository.revokeSessions(userId, now());
      broadcaster.disconnectUser(userId);
    },
  };
}

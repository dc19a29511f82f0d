/** "This user is in this room through this socket", which holds until it is released or not renewed in time. */
export interface PresenceLease {
  roomId: string;
  userId: string;
  socketId: string;
}

/** Who is online where, over all nodes. A node that dies releases nothing; its leases run out. */
export interface Presence {
  /**
   * Takes leases or prolongs them, each for the whole time from now. The node that holds the sockets calls it for
   * all of them several times within the time of a lease. Never throws: what is lost comes back with the next call.
   */
  renew(leases: readonly PresenceLease[]): Promise<void>;
  /** Never throws: what cannot be released is released with a later renewal, or runs out. */
  release(lease: PresenceLease): Promise<void>;
  /**
   * The users with at least one live lease, by room, with an entry for every room asked about. A room is left out
   * when nobody can tell of it, which is not to be taken for absence.
   * @throws AppError `unavailable` when nobody can tell of any
   */
  online(roomIds: readonly string[]): Promise<Map<string, Set<string>>>;
  /**
   * The sockets by which a user holds a lease in a room.
   * @throws AppError `unavailable` when nobody can tell
   */
  socketsOf(key: Pick<PresenceLease, 'roomId' | 'userId'>): Promise<string[]>;
}

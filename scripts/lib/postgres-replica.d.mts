export interface ReplicatedPostgres {
  primaryUrl: string;
  /** The same before and after the replica was stopped. */
  replicaUrl: string;
  startReplica(): Promise<void>;
  /** As a crash does it. */
  stopReplica(): Promise<void>;
  stop(): Promise<void>;
}

/** An empty PostgreSQL with a streaming replica beside it, both on ports of their own; `stop` removes every trace. */
export function startReplicatedPostgres(): Promise<ReplicatedPostgres>;

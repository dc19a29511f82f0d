export interface RestartablePostgres {
  databaseUrl: string;
  /** The folder that holds all of it. */
  home: string;
  /** Of the server that runs now. */
  pid: () => number;
  /** `crash`: it ends at once, and has to recover when it comes up. */
  down: (how: 'orderly' | 'crash') => Promise<void>;
  up: () => Promise<void>;
  /** Ends it and removes every trace. */
  stop: () => Promise<void>;
}

export function startRestartablePostgres(): Promise<RestartablePostgres>;

import { AsyncLocalStorage } from 'node:async_hooks';

/** What a log line tells of the request or the event during which it was written. */
export interface LogFields {
  requestId?: string;
  userId?: string;
  roomId?: string;
  event?: string;
}

/** Lets every line that is written meanwhile, however deep below, say what it belongs to. */
export interface LogContext {
  /** The fields hold for all that `work` sets off, until what it returns has settled. */
  run<T>(fields: LogFields, work: () => Promise<T>): Promise<T>;
  /** Adds to what is being handled now; nothing, where nothing is. */
  add(fields: LogFields): void;
  current(): Readonly<LogFields>;
}

export function createLogContext(): LogContext {
  const storage = new AsyncLocalStorage<{ fields: LogFields }>();
  return {
    async run(fields, work) {
      const held = { fields };
      try {
        return await storage.run(held, work);
      } finally {
        // What outlives it, such as a connection of the pool that it opened, is about something else from now on.
        held.fields = {};
      }
    },
    add(fields) {
      const held = storage.getStore();
      if (held) Object.assign(held.fields, fields);
    },
    current: () => storage.getStore()?.fields ?? {},
  };
}

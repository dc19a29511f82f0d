import type { Logger } from '../logger.js';
import type { LogContext, LogFields } from './log-context.js';

export interface LogLine extends LogFields {
  nodeId: string;
  level: string;
  message?: unknown;
  error?: unknown;
  part?: unknown;
}

export interface NodeLoggerOptions {
  nodeId: string;
  context: LogContext;
  /** Sees every line as it was given: not redacted, and whether or not its level is written. */
  onLine?: (line: LogLine) => void;
}

/** Adds to every line which node wrote it, and for which request or event. */
export function createNodeLogger(logger: Logger, { nodeId, context, onLine }: NodeLoggerOptions): Logger {
  // As winston makes its children; those that are made from this one end here too.
  return Object.create(logger, {
    write: {
      value(info: Omit<LogLine, 'nodeId'>) {
        const line = { nodeId, ...context.current(), ...info };
        onLine?.(line);
        return logger.write(line);
      },
    },
  }) as Logger;
}

import type { ErrorEvent } from '@sentry/node';
import { redact } from './logging/redact.js';

/** Tells whoever looks after the installation of faults that nobody had foreseen. */
export interface ErrorReporter {
  /** Never throws, and nobody waits for it. */
  report(error: unknown, fields: ReportFields): void;
  /** Sends what is under way, for a bounded time. Never throws. */
  close(): Promise<void>;
}

/** What an error belongs to: ids, never what people wrote. */
export type ReportFields = Readonly<Record<string, string | undefined>>;

export interface ErrorReporterOptions {
  /** Where a Sentry, or what speaks like it, takes events. Without it nothing is reported, nor is Sentry loaded. */
  dsn?: string;
  version: string;
  environment: string;
  nodeId: string;
}

const CLOSE_PATIENCE_MS = 2_000;

const silent: ErrorReporter = { report: () => undefined, close: async () => undefined };

/**
 * A Sentry client without its integrations: no tracing, no patched modules, nothing that collects requests, headers,
 * cookies or breadcrumbs by itself. What is sent is the error and the ids that go with it.
 */
export async function createErrorReporter(options: ErrorReporterOptions): Promise<ErrorReporter> {
  const { dsn, version, environment, nodeId } = options;
  if (dsn === undefined) return silent;
  const sentry = await import('@sentry/node');
  const client = new sentry.NodeClient({
    dsn,
    release: version,
    environment,
    serverName: nodeId,
    transport: sentry.makeNodeTransport,
    stackParser: sentry.defaultStackParser,
    // The causes of an error.
    integrations: [sentry.linkedErrorsIntegration()],
    enableRuntimeChannelInjection: false,
    sendClientReports: false,
    beforeSend: withoutSecrets,
  });
  client.init();

  return {
    report(error, fields) {
      const scope = new sentry.Scope();
      for (const [name, value] of Object.entries(fields)) if (value !== undefined) scope.setTag(name, value);
      client.captureException(error, { originalException: error }, scope);
    },
    async close() {
      await client.close(CLOSE_PATIENCE_MS);
    },
  };
}

function withoutSecrets(event: ErrorEvent): ErrorEvent {
  const { type, sdkProcessingMetadata, request: _, breadcrumbs: __, user: ___, extra: ____, ...rest } = event;
  return { ...(redact(rest) as Omit<ErrorEvent, 'type'>), type, sdkProcessingMetadata };
}

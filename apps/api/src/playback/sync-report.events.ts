import {
  type ClientPayload,
  SYNC_REPORT_DRIFT_MAX_MS,
  SYNC_REPORT_EVERY_MS,
  SYNC_REPORT_MAX_MS,
} from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import type { AppSocket } from '../platform/socket/socket-server.js';

const duration = (): Joi.NumberSchema => Joi.number().min(0).max(SYNC_REPORT_MAX_MS);
const reportSchema = Joi.object<ClientPayload<'sync:report'>>({
  rttMs: duration().required(),
  offsetErrorMs: duration().required(),
  driftMs: Joi.number().min(-SYNC_REPORT_DRIFT_MAX_MS).max(SYNC_REPORT_DRIFT_MAX_MS),
}).required();

/** Timers are not exact, and a client may be a little early. */
const EARLY_MS = 5_000;

export interface SyncReportOptions {
  onReport: (report: ClientPayload<'sync:report'>) => void;
  now: Now;
}

export function syncReportEvents({ onReport, now }: SyncReportOptions): PartOfEventTable<'sync:report'> {
  const countedAt = new WeakMap<AppSocket, number>();
  return {
    'sync:report': {
      schema: reportSchema,
      handle(socket, report) {
        const last = countedAt.get(socket) ?? Number.NEGATIVE_INFINITY;
        // Whoever tells more would weigh more than everybody else.
        if (now() - last >= SYNC_REPORT_EVERY_MS - EARLY_MS) {
          countedAt.set(socket, now());
          onReport(report);
        }
        return {};
      },
    },
  };
}

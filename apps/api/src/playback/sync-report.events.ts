import {
  type ClientPayload,
  SYNC_REPORT_DRIFT_MAX_MS,
  SYNC_REPORT_EVERY_MS,
  SYNC_REPORT_MAX_MS,
} from '@watchparty/shared';
import Joi from 'joi';
import type { Now } from '../platform/now.js';
import type { PartOfEventTable } from '../platform/socket/event-table.js';
import { oncePer } from '../platform/socket/once-per.js';

const duration = (): Joi.NumberSchema => Joi.number().min(0).max(SYNC_REPORT_MAX_MS);
const reportSchema = Joi.object<ClientPayload<'sync:report'>>({
  rttMs: duration().required(),
  offsetErrorMs: duration().required(),
  driftMs: Joi.number().min(-SYNC_REPORT_DRIFT_MAX_MS).max(SYNC_REPORT_DRIFT_MAX_MS),
}).required();

export interface SyncReportOptions {
  onReport: (report: ClientPayload<'sync:report'>) => void;
  now: Now;
}

export function syncReportEvents({ onReport, now }: SyncReportOptions): PartOfEventTable<'sync:report'> {
  const isDue = oncePer(SYNC_REPORT_EVERY_MS, now);
  return {
    'sync:report': {
      schema: reportSchema,
      handle(socket, report) {
        if (isDue(socket)) onReport(report);
        return {};
      },
    },
  };
}

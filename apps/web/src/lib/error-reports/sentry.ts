import { captureException, dedupeIntegration, init, linkedErrorsIntegration } from '@sentry/browser';

import type { SendReport } from './error-reports.js';
import { scrubReport } from './scrub-report.js';

/** A chunk of its own: it is fetched only where an operator collects errors. */
export function startSentry(dsn: string): SendReport {
  init({
    dsn,
    // No breadcrumbs, no address, no sessions: only what is handed over, and what caused it.
    defaultIntegrations: false,
    integrations: [linkedErrorsIntegration(), dedupeIntegration()],
    sendClientReports: false,
    beforeSend: scrubReport,
  });
  return (error, { isHandled }) => {
    captureException(error, { mechanism: { type: 'generic', handled: isHandled } });
  };
}

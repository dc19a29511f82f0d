import { useEffect, type ReactNode } from 'react';

import { useConfig } from '../lib/config-query.js';
import type { ErrorReports } from '../lib/error-reports/error-reports.js';
import { useSessionState } from '../lib/session-context.js';

/** Starts the reports of errors where the installation wants them; not before the first screen has what it needs. */
export function ErrorReporting({ reports }: { reports: ErrorReports }): ReactNode {
  const { status } = useSessionState();
  return status === 'signing-in' ? null : <Starter reports={reports} />;
}

function Starter({ reports }: { reports: ErrorReports }): ReactNode {
  const config = useConfig();
  useEffect(() => {
    if (config) void reports.start(config.sentryDsn);
  }, [config, reports]);
  return null;
}

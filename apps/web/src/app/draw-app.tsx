import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';

import type { ErrorReports } from '../lib/error-reports/error-reports.js';
import { App } from './app.js';
import type { Services } from './create-services.js';
import { StartFailure } from './start-failure.js';

/** @param starting rejects where the app cannot start */
export function drawApp(element: Element, starting: Promise<Services>, { report }: ErrorReports): void {
  const root = createRoot(element, { onCaughtError: report });
  starting.then(
    (services) => {
      // In slices: a slow phone answers to touches between them.
      startTransition(() => {
        root.render(
          <StrictMode>
            <App services={services} />
          </StrictMode>,
        );
      });
    },
    () => {
      root.render(<StartFailure onRetry={() => window.location.reload()} />);
    },
  );
}

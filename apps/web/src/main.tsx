// First of all: the SDK inside reads the launch parameters from the address, before the router may change it.
import { createTelegram } from './telegram/create-telegram.js';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.js';
import { createServices } from './app/create-services.js';
import { StartFailure } from './app/start-failure.js';
import { createErrorReports } from './lib/error-reports/error-reports.js';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

const errorReports = createErrorReports({ window, load: () => import('./lib/error-reports/sentry.js') });
const reactRoot = createRoot(root, { onCaughtError: errorReports.report });

createServices({ telegram: createTelegram(), errorReports, window }).then(
  (services) => {
    reactRoot.render(
      <StrictMode>
        <App services={services} />
      </StrictMode>,
    );
  },
  () => {
    reactRoot.render(<StartFailure onRetry={() => window.location.reload()} />);
  },
);

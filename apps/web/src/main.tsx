// First of all: the SDK inside reads the launch parameters from the address, before the router may change it.
import { createTelegram } from './telegram/create-telegram.js';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.js';
import { createServices } from './app/create-services.js';
import { createErrorReports } from './lib/error-reports/error-reports.js';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

const errorReports = createErrorReports({ window, load: () => import('./lib/error-reports/sentry.js') });

createRoot(root, { onCaughtError: errorReports.report }).render(
  <StrictMode>
    <App services={createServices({ telegram: createTelegram(), errorReports, window })} />
  </StrictMode>,
);

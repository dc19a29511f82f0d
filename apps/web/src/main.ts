// First of all: the SDK inside reads the launch parameters from the address, before the router may change it.
import { createTelegram } from './telegram/create-telegram.js';

import { createServices } from './app/create-services.js';
import { drawApp } from './app/draw-app.js';
import { createErrorReports } from './lib/error-reports/error-reports.js';
import { noteFailedStyles } from './lib/failed-styles.js';
import './ui/tokens.css';
import './ui/base.css';
import './shell/home-shell.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

noteFailedStyles(document);
const errorReports = createErrorReports({ window, load: () => import('./lib/error-reports/sentry.js') });
const starting = createServices({ telegram: createTelegram(), errorReports, window });

drawApp(root, starting, errorReports);

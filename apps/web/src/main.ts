// First of all: the SDK inside reads the launch parameters from the address, before the router may change it.
import { createTelegram } from './telegram/create-telegram.js';

import { createServices } from './app/create-services.js';
import { createErrorReports } from './lib/error-reports/error-reports.js';
import { loadAgain } from './lib/load-again.js';
import './ui/tokens.css';
import './ui/base.css';
import './shell/home-shell.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

const errorReports = createErrorReports({ window, load: () => import('./lib/error-reports/sentry.js') });
const starting = createServices({ telegram: createTelegram(), errorReports, window });

// What draws is most of the code: signing in waits for none of it, and no phone has to swallow both at once.
loadAgain(() => import('./app/draw-app.js')).then(
  ({ drawApp }) => drawApp(root, starting, errorReports),
  () => {
    root.textContent =
      'Не загрузилось. Проверь интернет и открой ещё раз. Check your connection and open it again.';
  },
);

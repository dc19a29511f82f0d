// First of all: the SDK inside reads the launch parameters from the address, before the router may change it.
import { createTelegram } from './telegram/create-telegram.js';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from './app/app.js';
import { createServices } from './app/create-services.js';
import './ui/tokens.css';
import './ui/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no #root');

createRoot(root).render(
  <StrictMode>
    <App services={createServices({ telegram: createTelegram(), window })} />
  </StrictMode>,
);

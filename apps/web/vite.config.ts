import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

import { chunkGroups } from './build/chunk-groups.js';
import { staticStart } from './build/static-start.js';
import { leaveOutUnusedComponents } from './build/unused-components.js';
import manifest from './package.json' with { type: 'json' };

const API_ORIGIN = 'http://localhost:3000';

export default defineConfig({
  plugins: [react(), staticStart(), leaveOutUnusedComponents()],
  // The same as the API tells at /api/health: a test compares the manifests of the workspace.
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(manifest.version) },
  resolve: {
    // The shared package is built together with the app, from its sources.
    conditions: ['@watchparty/source', 'module', 'browser', 'development|production'],
  },
  build: {
    target: ['es2022', 'chrome100', 'safari15.4', 'firefox100'],
    sourcemap: false,
    // scripts/check-budgets.mjs reads in it what comes with what.
    manifest: true,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunkGroups() },
        // The Telegram SDK writes every event to the console, ids and all.
        minify: { compress: { dropConsole: true }, mangle: true, codegen: true },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/api': API_ORIGIN,
      '/socket.io': { target: API_ORIGIN, ws: true },
    },
  },
});

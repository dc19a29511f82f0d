import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

import manifest from './package.json' with { type: 'json' };

const API_ORIGIN = 'http://localhost:3000';

export default defineConfig({
  plugins: [react(), preloadWords()],
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

/**
 * Nothing is drawn before there are words, so they are asked for together with the entry instead of after it has run.
 * Russian ones, because most people's Telegram is; whoever else there is pays two kilobytes.
 */
function preloadWords(): Plugin {
  return {
    name: 'preload-words',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const words = Object.values(bundle ?? {}).find(
          (file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/src/i18n/ru/first.ts'),
        );
        if (!words) return [];
        const attrs = { rel: 'modulepreload', crossorigin: true, href: `/${words.fileName}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}

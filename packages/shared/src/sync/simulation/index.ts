// What simulated sessions run on: for tests, benches and load, never for the app.
export * from './fifo-link.js';
export * from './seeded-random.js';

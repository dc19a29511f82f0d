export * from './convergence.js';
export * from './crowd.js';
export * from './journal.js';
export * from './verdict.js';

import { enFirst } from './en/first.js';
import { enRest } from './en/rest.js';
import { ruFirst } from './ru/first.js';
import { ruRest } from './ru/rest.js';

// Everything at once is for tests and for types: the app loads what it needs (load-words.ts).
export const en = { ...enFirst, ...enRest };
export const ru = { ...ruFirst, ...ruRest };

// Installs every program beside Node that the tests need, for those who run them without being root: CI does it with sudo.
import * as requirements from './lib/requirements.mjs';
import { UserError } from './lib/user-error.mjs';

const all = Object.values(requirements).filter(
  (value) => typeof value === 'object' && 'aptPackages' in value,
);
try {
  const places = await requirements.provide(all, { note: console.log });
  for (const place of Object.values(places)) console.log(place);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

// `npm start`: everything that a first party needs, on a machine with nothing but Node and npm.
import { complainAboutNode } from './lib/node-version.mjs';

const complaint = complainAboutNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  // Not imported at the top: an old Node could not even read it, and would say so in its own words.
  import('./lib/party.mjs').then(({ startParty }) => startParty());
}

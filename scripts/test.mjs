// `npm test`: every check and every test of the project, on a machine with nothing but Node and npm.
//   npm test -- --only lint,unit
import { complainAboutNode } from './lib/node-version.mjs';

const complaint = complainAboutNode(process.versions.node);
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
} else {
  // Not imported at the top: an old Node could not even read it, and would say so in its own words.
  import('./lib/test-run.mjs').then(({ runTests }) => runTests(process.argv.slice(2)));
}

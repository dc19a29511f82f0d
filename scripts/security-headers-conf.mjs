// Writes nginx's templates of the security headers; needs the build of packages/shared.
//   node scripts/security-headers-conf.mjs <folder>
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { securityHeadersTemplates } from './lib/security-headers-conf.mjs';

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Usage: node scripts/security-headers-conf.mjs <folder>');
  process.exit(2);
}
// Not by its name: the root has no dependency on its own packages.
const { securityHeaders } = await import('../packages/shared/dist/index.js');
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(securityHeadersTemplates(securityHeaders))) {
  writeFileSync(path.join(folder, name), content);
}

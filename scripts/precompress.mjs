// Packs the text files of a built Mini App as tightly as can be, beside them: the twins that nginx sends.
//   node scripts/precompress.mjs <folder>
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { listFiles } from './lib/files.mjs';

const TEXT = /\.(?:html|js|css|svg|json|txt|webmanifest)$/;
/** Of which nginx/templates/site.conf.template sends the Brotli twin. */
const CODE = /^\.\/assets\/.+\.(?:js|css)$/;
/** Below that the headers weigh more than what is won. */
const WORTH_IT_BYTES = 1024;

const folder = process.argv[2];
if (folder === undefined) {
  console.error('Usage: node scripts/precompress.mjs <folder>');
  process.exit(2);
}
for (const file of listFiles(folder, ['.'], (name) => TEXT.test(name))) {
  const full = path.join(folder, file);
  const content = readFileSync(full);
  if (content.length < WORTH_IT_BYTES) continue;
  writeFileSync(`${full}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  if (CODE.test(file)) writeFileSync(`${full}.br`, brotliCompressSync(content));
}

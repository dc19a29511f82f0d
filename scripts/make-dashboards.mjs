// Writes monitoring/grafana/dashboards from scripts/lib/dashboards.mjs.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { buildDashboard, DASHBOARDS } from './lib/dashboards.mjs';

const FOLDER = path.resolve(import.meta.dirname, '../monitoring/grafana/dashboards');

for (const [name, dashboard] of Object.entries(DASHBOARDS)) {
  writeFileSync(path.join(FOLDER, `${name}.json`), `${JSON.stringify(buildDashboard(dashboard), null, 2)}\n`);
}

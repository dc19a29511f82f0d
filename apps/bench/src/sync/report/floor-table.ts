import { createRandom } from '@watchparty/shared/simulation';
import { markdownTable } from '../../markdown-table.js';
import { linkFloorOf } from '../analysis/link-floor.js';
import { LINKS, linkOf, PROFILE_NAMES } from '../relay/link-profiles.js';

const PAGES = 4;
const COMMANDS = 20_000;

/** What of the measured times is the links' own, as a table in Markdown; the same each time. */
export function floorTable(): string {
  const rows = PROFILE_NAMES.map((profile) => {
    const links = Array.from({ length: PAGES }, (_, page) => LINKS[linkOf(profile, page)]);
    const { told, fetched } = linkFloorOf(links, { commands: COMMANDS, random: createRandom('floor') });
    return [profile, ...[told.p50, told.p95, fetched.p50, fetched.p95].map(ms)];
  });
  return [
    `The links alone take so much of a command among ${PAGES} pages, in ${COMMANDS.toLocaleString('en')} simulated ones:`,
    'until the last page has been told, and until the last has the first 16 KiB of a place that it has not loaded.',
    '',
    markdownTable(['links', 'told p50', 'p95', 'first bytes p50', 'p95'], rows),
    '',
  ].join('\n');
}

function ms(value: number | undefined): string {
  return `${Math.round(value ?? Number.NaN)} ms`;
}

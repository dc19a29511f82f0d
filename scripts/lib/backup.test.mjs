import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';

import pg from 'pg';

import { migrate } from '../migrate.mjs';
import { startSystemPostgres } from './system-postgres.mjs';

const BACKUP = path.resolve(import.meta.dirname, '../backup');
const DAY_MS = 86_400_000;
const options = { skip: process.platform === 'win32' };

/** @type {Awaited<ReturnType<typeof startSystemPostgres>>} */
let postgres;
before(async () => {
  if (!options.skip) postgres = await startSystemPostgres();
});
after(() => postgres?.stop());

let databases = 0;

/**
 * A database with tables and two people, and a folder for its backups.
 * @param {import('node:test').TestContext} t
 */
async function installation(t) {
  const name = `party${(databases += 1)}`;
  await query(postgres.url, `CREATE DATABASE ${name}`);
  const url = postgres.url.replace(/[^/]+$/, name);
  await migrate({ databaseUrl: url });
  await addPerson(url, 1);
  await addPerson(url, 2);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watchparty-backups-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const environment = (extra = {}) => ({
    PATH: `${postgres.programs}:${process.env.PATH}`,
    DATABASE_URL: url,
    BACKUP_DIR: folder,
    ...extra,
  });
  return {
    name,
    url,
    folder,
    backups: () => readdirSync(folder).sort(),
    environment,
    backup(args, { extra = {}, input = '' } = {}) {
      const { status, stdout, stderr } = spawnSync('sh', [BACKUP, ...args], {
        env: environment(extra),
        encoding: 'utf8',
        input,
      });
      return { status, said: stderr, answer: stdout.trim() };
    },
    /** An empty one of some days ago. */
    oldBackup(days) {
      const madeAt = new Date(Date.now() - days * DAY_MS);
      const file = path.join(folder, `watchparty-${madeAt.toISOString().replace(/[-:]|\.\d+/g, '')}.dump`);
      writeFileSync(file, '');
      utimesSync(file, madeAt, madeAt);
      return path.basename(file);
    },
  };
}

async function query(url, text) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const addPerson = (url, telegramId) =>
  query(url, `INSERT INTO users (telegram_id, first_name) VALUES (${telegramId}, 'Аня')`);

const peopleOf = async (url) =>
  (await query(url, 'SELECT telegram_id FROM users ORDER BY 1')).map((row) => Number(row.telegram_id));

/** @param {string} folder gets a pg_dump that fails half-way */
function breakPgDump(folder) {
  mkdirSync(folder);
  const program = path.join(folder, 'pg_dump');
  writeFileSync(
    program,
    '#!/bin/sh\nfor a in "$@"; do case $a in --file=*) echo half >"${a#--file=}";; esac; done\nexit 1\n',
  );
  chmodSync(program, 0o755);
}

test('a backup is restored beside the database in use, and takes its place', options, async (t) => {
  const { backup, url, name, backups } = await installation(t);
  assert.equal(backup(['now']).status, 0);
  await addPerson(url, 3);

  const [file] = backups();
  const load = backup(['load', file]);
  assert.equal(load.status, 0, load.said);
  assert.match(load.said, /2 people, 0 rooms, 0 messages/);
  assert.deepEqual(await peopleOf(url), [1, 2, 3], 'nothing has changed for those who use it');

  // Somebody who is still in it cannot hold it up.
  const lingering = new pg.Client({ connectionString: url });
  await lingering.connect();
  lingering.on('error', () => {});
  const swap = backup(['swap', load.answer]);
  assert.equal(swap.status, 0, swap.said);
  assert.deepEqual(await peopleOf(url), [1, 2]);
  assert.deepEqual(await peopleOf(url.replace(name, swap.answer)), [1, 2, 3], 'the former one is kept');

  assert.equal(backup(['kept']).answer, swap.answer);
  const back = backup(['swap', swap.answer]);
  assert.equal(back.status, 0, back.said);
  assert.deepEqual(await peopleOf(url), [1, 2, 3]);
  assert.equal(backup(['drop-kept']).status, 0);
  assert.equal(backup(['kept']).answer, '');
  assert.deepEqual(await peopleOf(url), [1, 2, 3]);
});

test('a backup that is not whole is refused, and leaves nothing behind', options, async (t) => {
  const { backup, url, folder, backups } = await installation(t);
  backup(['now']);
  truncateSync(path.join(folder, backups()[0]), 6_000);
  const { status, said } = backup(['load', backups()[0]]);
  assert.equal(status, 1);
  assert.match(said, /could not be restored/);
  assert.equal(backup(['load', 'no-such.dump']).status, 1);
  assert.equal(backup(['kept']).answer, '');
  assert.deepEqual(await peopleOf(url), [1, 2]);
});

test('a swap with what does not exist changes nothing', options, async (t) => {
  const { backup, url } = await installation(t);
  assert.notEqual(backup(['swap', 'no_such_database']).status, 0);
  assert.deepEqual(await peopleOf(url), [1, 2]);
});

test('old backups go after a new one was made, but for the last three', options, async (t) => {
  const { backup, backups, oldBackup } = await installation(t);
  for (const days of [40, 30, 20]) oldBackup(days);
  const extra = { BACKUP_KEEP_DAYS: '14' };
  assert.equal(backup(['now'], { extra }).status, 0);
  assert.equal(backups().length, 3, 'the new one and two old ones');
  const fresh = oldBackup(13);
  backup(['now'], { extra });
  assert.equal(backups().includes(fresh), true);
});

test('a backup that fails leaves the ones before alone, however old', options, async (t) => {
  const { backup, folder, backups, oldBackup, environment } = await installation(t);
  const kept = [oldBackup(20), oldBackup(30), oldBackup(40), oldBackup(50)].sort();
  breakPgDump(path.join(folder, 'bin'));
  const PATH = `${path.join(folder, 'bin')}:${environment().PATH}`;
  assert.equal(backup(['now'], { extra: { PATH } }).status, 1);
  rmSync(path.join(folder, 'bin'), { recursive: true });
  assert.deepEqual(backups(), kept);
});

test('check tells whether the newest is young enough', options, async (t) => {
  const { backup, oldBackup } = await installation(t);
  assert.equal(backup(['check']).status, 1);
  oldBackup(1.2);
  assert.equal(backup(['check']).status, 1);
  oldBackup(1);
  assert.equal(backup(['check']).status, 0);
});

test('nightly does not wait for the first one, and ends when told to', options, async (t) => {
  const { environment, backups, backup, url } = await installation(t);
  const urlFile = path.join(mkdtempSync(path.join(os.tmpdir(), 'watchparty-secret-')), 'url');
  writeFileSync(urlFile, `${url}\n`);
  t.after(() => rmSync(path.dirname(urlFile), { recursive: true }));
  const child = spawn('sh', [BACKUP, 'nightly'], {
    env: environment({ DATABASE_URL: '', DATABASE_URL_FILE: urlFile }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said] = await once(child.stderr.setEncoding('utf8'), 'data');
  assert.match(said, /^backup: made watchparty-/);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  assert.equal(backups().length, 1);

  const { status, said: complaint } = backup(['nightly'], { extra: { BACKUP_AT: '25:00' } });
  assert.equal(status, 1);
  assert.match(complaint, /BACKUP_AT/);
  assert.equal(existsSync(urlFile), true);
});

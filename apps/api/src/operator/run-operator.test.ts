import { describe, expect, it } from '@jest/globals';
import { type OperatorOptions, runOperator } from './run-operator.js';

/** Runs a command that must not get as far as the database. */
async function misuse(...args: string[]): Promise<{ code: number; said: string; complained: string }> {
  const said: string[] = [];
  const complained: string[] = [];
  const options: OperatorOptions = {
    open: () => Promise.reject(new Error('it went to the database')),
    write: (line) => said.push(line),
    complain: (line) => complained.push(line),
  };
  const code = await runOperator(args, options);
  return { code, said: said.join('\n'), complained: complained.join('\n') };
}

describe('the operator', () => {
  it.each([['help'], ['--help'], ['-h']])('is told by %s what there is', async (word) => {
    const { code, said, complained } = await misuse(word);
    expect([code, complained]).toEqual([0, '']);
    for (const name of [
      'stats',
      'room create',
      'room close',
      'room list',
      'user ban',
      'user unban',
      'user show',
      'sessions revoke',
      'cleanup',
    ]) {
      expect(said).toContain(`  ${name}`);
    }
  });

  it('without a command gets the help and exit code 2', async () => {
    const { code, said } = await misuse();
    expect([code, said.split('\n')[0]]).toEqual([2, 'Usage: operator <command>']);
  });

  it.each<[string, string[], string]>([
    ['an unknown command', ['explode'], 'There is no command "explode"'],
    ['half of a command', ['room'], 'There is no command "room"'],
    ['a command that only begins like one', ['room', 'closed'], 'There is no command "room closed"'],
    ['an unknown option', ['stats', '--xml'], '--xml'],
    ['a value where there is none', ['stats', '--json=yes'], '--json'],
    ['a word too many', ['stats', 'now'], '"now" is one word too many'],
    ['no one to ban', ['user', 'ban'], 'Say whom'],
    ['a name instead of an id', ['user', 'ban', '@anna'], '"@anna" is not a Telegram id'],
    ['an id of nobody', ['user', 'show', '0'], '"0" is not a Telegram id'],
    ['an id beyond all ids', ['sessions', 'revoke', '9999999999999999'], 'is not a Telegram id'],
    ['a reason without words', ['user', 'ban', '5', '--reason'], '--reason'],
    ['a reason without end', ['user', 'ban', '5', '--reason', 'x'.repeat(501)], 'at most 500 characters'],
    ['no room', ['room', 'close'], 'Say which room'],
    ['a room by its name', ['room', 'close', 'Friday'], '"Friday" is not the id of a room'],
    ['a room of nobody', ['room', 'create', '--name', 'Friday'], '--owner is missing'],
    ['a room without a name', ['room', 'create', '--owner', '5'], '--name is missing'],
    ['a room with an empty name', ['room', 'create', '--owner', '5', '--name', '  '], 'name'],
    ['a room with too long a name', ['room', 'create', '--owner', '5', '--name', 'x'.repeat(101)], 'name'],
    ['cleaning up something else', ['cleanup', 'users'], '"users" cannot be cleaned up'],
  ])('is told what is wrong with %s', async (_, args, sentence) => {
    const { code, said, complained } = await misuse(...args);
    expect([code, said]).toEqual([2, '']);
    expect(complained).toContain(sentence);
    expect(complained).not.toContain('    at ');
  });
});

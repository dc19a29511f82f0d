import { parseArgs } from 'node:util';
import { AppError } from '../platform/errors.js';
import { type Command, type CommandInput, OperatorError, UsageError } from './command.js';
import { cleanupCommand } from './commands/cleanup.js';
import { peopleCommands } from './commands/people.js';
import { roomCommands } from './commands/rooms.js';
import { statsCommand } from './commands/stats.js';
import type { OpenedInstallation } from './operations.js';

const COMMANDS: readonly Command[] = [statsCommand, ...roomCommands, ...peopleCommands, cleanupCommand];

export interface OperatorOptions {
  /** Called only for a command that makes sense. */
  open: () => Promise<OpenedInstallation>;
  /** A line for whoever or whatever reads the outcome. */
  write: (line: string) => void;
  /** A line about what went wrong. */
  complain: (line: string) => void;
}

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

/** @returns the exit code: 0 done, 1 could not be done, 2 not understood. */
export async function runOperator(
  args: readonly string[],
  { open, write, complain }: OperatorOptions,
): Promise<number> {
  if (args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')) {
    for (const line of help()) write(line);
    return args.length === 0 ? MISUSED : DONE;
  }
  try {
    const act = prepare(args);
    const { operations, close } = await open();
    try {
      await act({ operations, write });
    } finally {
      await close();
    }
    return DONE;
  } catch (error) {
    for (const line of sentencesOf(error)) complain(line);
    return isMisuse(error) ? MISUSED : FAILED;
  }
}

function prepare(args: readonly string[]): ReturnType<Command['prepare']> {
  const command = COMMANDS.find(({ name }) => `${args.join(' ')} `.startsWith(`${name} `));
  if (!command) {
    const names = COMMANDS.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no command "${args.slice(0, 2).join(' ')}". There are: ${names}.`);
  }
  try {
    return command.prepare(inputOf(command, args.slice(command.name.split(' ').length)));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}\nUsage: operator ${command.name} ${command.usage}`.trimEnd());
  }
}

function inputOf({ options = {}, maxWords = 0 }: Command, args: readonly string[]): CommandInput {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (positionals.length > maxWords) {
      throw new UsageError(`"${positionals[maxWords]}" is one word too many.`);
    }
    return { options: values as CommandInput['options'], words: positionals };
  } catch (error) {
    // Node's own sentence says which option it was.
    if (error instanceof UsageError || !isOfParseArgs(error)) throw error;
    throw new UsageError(error.message);
  }
}

function isOfParseArgs(error: unknown): error is Error {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS_');
}

function isMisuse(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof AppError && error.code === 'validation_failed');
}

function sentencesOf(error: unknown): string[] {
  if (error instanceof UsageError || error instanceof OperatorError) return error.message.split('\n');
  if (error instanceof AppError) {
    return [error.message, ...(error.details ?? []).map(({ path, message }) => `  ${path}: ${message}`)];
  }
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function help(): string[] {
  return [
    'Usage: operator <command>',
    '',
    ...COMMANDS.flatMap(({ name, usage, summary }) => [
      `  ${`${name} ${usage}`.trimEnd()}`,
      `      ${summary}`,
    ]),
    '',
    'Exit codes: 0 done, 1 could not be done, 2 not understood.',
  ];
}

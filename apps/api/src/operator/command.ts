import type { ParseArgsConfig } from 'node:util';
import type { Operations } from './operations.js';

/** Something that the operator may ask for. */
export interface Command {
  /** The words that call it, such as `room create`. */
  name: string;
  /** What follows these words, for the help. */
  usage: string;
  summary: string;
  options?: NonNullable<ParseArgsConfig['options']>;
  /** Most words that may follow beside the options. */
  maxWords?: number;
  /**
   * Reads what was given, without a database to ask.
   *
   * @returns what it does then
   * @throws UsageError
   */
  prepare(input: CommandInput): (context: CommandContext) => Promise<void>;
}

export interface CommandInput {
  options: Readonly<Record<string, string | boolean | undefined>>;
  words: readonly string[];
}

export interface CommandContext {
  operations: Operations;
  write: (line: string) => void;
}

/** The command makes no sense as it was given. */
export class UsageError extends Error {}

/** It was clear what to do, and it cannot be done. */
export class OperatorError extends Error {}

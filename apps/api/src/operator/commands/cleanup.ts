import type { CleanupOutcome } from '../../cleanup/cleanup.service.js';
import { type Command, OperatorError, UsageError } from '../command.js';

const KINDS = ['rooms', 'messages'] as const;
type Kind = (typeof KINDS)[number];

const OFF: Record<Kind, string> = {
  rooms: 'Rooms stay for ever: ROOM_IDLE_DAYS is 0.',
  messages: 'Messages stay for ever: MESSAGE_KEEP_DAYS is 0.',
};

export const cleanupCommand: Command = {
  name: 'cleanup',
  usage: '[rooms | messages]',
  summary: 'deletes idle rooms and old messages now, whether it is due or not',
  maxWords: 1,
  prepare({ words: [word] }) {
    const kinds = word === undefined ? KINDS : KINDS.filter((kind) => kind === word);
    if (kinds.length === 0) throw new UsageError(`"${word}" cannot be cleaned up: rooms or messages can.`);
    return async ({ operations, write }) => {
      for (const kind of kinds) {
        write(sentenceOf(kind, await operations.cleanup[kind]({ isForced: true })));
      }
    };
  },
};

function sentenceOf(kind: Kind, outcome: CleanupOutcome): string {
  switch (outcome.status) {
    case 'done':
      return `${kind}: ${outcome.result.deleted} deleted`;
    case 'off':
      return OFF[kind];
    case 'busy':
    case 'recent':
      throw new OperatorError(`A node is cleaning up the ${kind} at this moment. Try again later.`);
  }
}

import type { PersonRecord } from '../../moderation/moderation.service.js';
import {
  type Command,
  type CommandContext,
  type CommandInput,
  OperatorError,
  UsageError,
} from '../command.js';
import { hours, moment, printable } from '../format.js';
import { telegramIdOf, textOf } from '../input.js';

const REASON_MAX_LENGTH = 500;

/** @throws OperatorError where nobody with this id has ever signed in */
export async function findPerson(
  { operations }: Pick<CommandContext, 'operations'>,
  telegramId: number,
): Promise<PersonRecord> {
  const person = await operations.moderation.find(telegramId);
  if (!person) throw new OperatorError(`Nobody with the Telegram id ${telegramId} has ever signed in.`);
  return person;
}

export const peopleCommands: Command[] = [
  {
    name: 'user show',
    usage: '<telegramId> [--json]',
    summary: 'what is known of somebody',
    options: { json: { type: 'boolean' } },
    maxWords: 1,
    prepare({ words: [word], options }: CommandInput) {
      const telegramId = telegramIdOf(word);
      return async (context) => {
        const person = await findPerson(context, telegramId);
        if (options.json === true) context.write(JSON.stringify(person, null, 2));
        else for (const line of linesOf(person)) context.write(line);
      };
    },
  },
  {
    name: 'user ban',
    usage: '<telegramId> [--reason <text>]',
    summary: 'keeps somebody out: no sign-in, seats free, connections ended',
    options: { reason: { type: 'string' } },
    maxWords: 1,
    prepare({ words: [word], options }: CommandInput) {
      const telegramId = telegramIdOf(word);
      const reason = textOf(options.reason)?.trim() ?? '';
      if (reason.length > REASON_MAX_LENGTH) {
        throw new UsageError(`A reason has at most ${REASON_MAX_LENGTH} characters.`);
      }
      return async (context) => {
        const person = await findPerson(context, telegramId);
        const isNew = await context.operations.moderation.ban(
          person.userId,
          reason === '' ? undefined : reason,
        );
        context.write(`${nameOf(person)} ${isNew ? 'is banned' : 'was banned before; the reason is noted'}.`);
      };
    },
  },
  {
    name: 'user unban',
    usage: '<telegramId>',
    summary: 'lets somebody in again',
    maxWords: 1,
    prepare({ words: [word] }: CommandInput) {
      const telegramId = telegramIdOf(word);
      return async (context) => {
        const person = await findPerson(context, telegramId);
        const wasBanned = await context.operations.moderation.unban(person.userId);
        context.write(`${nameOf(person)} ${wasBanned ? 'may come again' : 'was not banned'}.`);
      };
    },
  },
  {
    name: 'sessions revoke',
    usage: '<telegramId>',
    summary: 'ends all sessions of somebody, who may sign in again',
    maxWords: 1,
    prepare({ words: [word] }: CommandInput) {
      const telegramId = telegramIdOf(word);
      return async (context) => {
        const person = await findPerson(context, telegramId);
        await context.operations.moderation.revokeSessions(person.userId);
        context.write(`All sessions of ${nameOf(person)} have ended.`);
      };
    },
  },
];

function nameOf({ name, telegramId }: PersonRecord): string {
  return `${printable(name)} (${telegramId})`;
}

function linesOf(person: PersonRecord): string[] {
  const { username, bannedAt, banReason, sessionsRevokedAt, seatedIn } = person;
  return [
    `${nameOf(person)}${username === null ? '' : ` @${printable(username)}`}`,
    `first seen  ${moment(person.firstSeenAt)}, last sign-in ${moment(person.lastSeenAt)}`,
    `watched     ${hours(person.watchSeconds)}, messages ${person.messagesSent}, own rooms ${person.roomsOwned}`,
    `sits in     ${seatedIn.length === 0 ? 'no room' : seatedIn.join(', ')}`,
    ...(sessionsRevokedAt === null ? [] : [`sessions    of before ${moment(sessionsRevokedAt)} are revoked`]),
    ...(bannedAt === null
      ? []
      : [`banned      since ${moment(bannedAt)}${banReason === null ? '' : `: ${printable(banReason)}`}`]),
  ];
}

import { type CreateRoomRequest, ROOM_NAME_MAX_LENGTH } from '@watchparty/shared';
import Joi from 'joi';
import { link, trimmedText } from '../../platform/validation/schemas.js';
import { validate } from '../../platform/validation/validate.js';
import { type Command, type CommandInput, UsageError } from '../command.js';
import { moment, printable, table } from '../format.js';
import { roomIdOf, telegramIdOf, textOf } from '../input.js';
import { findPerson } from './people.js';

const LIST_LENGTH = 50;

const requestSchema = Joi.object<Pick<CreateRoomRequest, 'name' | 'videoUrl' | 'isPublic'>>({
  name: trimmedText(1, ROOM_NAME_MAX_LENGTH).required(),
  videoUrl: link(),
  isPublic: Joi.boolean(),
});

export const roomCommands: Command[] = [
  {
    name: 'room list',
    usage: '[--json]',
    summary: `the ${LIST_LENGTH} rooms that changed last, private ones too`,
    options: { json: { type: 'boolean' } },
    prepare:
      ({ options }) =>
      async ({ operations, write }) => {
        const rooms = await operations.rooms.survey(LIST_LENGTH);
        if (options.json === true) {
          write(JSON.stringify(rooms, null, 2));
          return;
        }
        const rows = rooms.map((room) => [
          room.id,
          String(room.seats),
          room.isPlaying ? 'plays' : '–',
          room.isPublic ? 'public' : 'private',
          String(room.ownerTelegramId),
          moment(room.changedAt),
          printable(room.name),
        ]);
        for (const line of table([['id', 'people', 'video', 'list', 'owner', 'changed', 'name'], ...rows])) {
          write(line);
        }
      },
  },
  {
    name: 'room create',
    usage: '--owner <telegramId> --name <name> [--video <url>] [--private]',
    summary: 'makes a room for somebody who has signed in before',
    options: {
      owner: { type: 'string' },
      name: { type: 'string' },
      video: { type: 'string' },
      private: { type: 'boolean' },
    },
    prepare({ options }: CommandInput) {
      if (options.owner === undefined) throw new UsageError('--owner is missing: whose room is it?');
      if (options.name === undefined) throw new UsageError('--name is missing: what is the room called?');
      const telegramId = telegramIdOf(textOf(options.owner));
      const videoUrl = textOf(options.video);
      const request = validate(requestSchema, {
        name: options.name,
        ...(videoUrl !== undefined && { videoUrl }),
        isPublic: options.private !== true,
      });
      return async (context) => {
        const owner = await findPerson(context, telegramId);
        const room = await context.operations.rooms.create(owner.userId, request);
        context.write(room.id);
      };
    },
  },
  {
    name: 'room close',
    usage: '<roomId>',
    summary: 'deletes a room with everything in it; whoever sits there is told',
    maxWords: 1,
    prepare({ words: [word] }: CommandInput) {
      const roomId = roomIdOf(word);
      return async ({ operations, write }) => {
        await operations.rooms.close(roomId);
        write(`Room ${roomId} is closed.`);
      };
    },
  },
];

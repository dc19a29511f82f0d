import { Composer, type Context } from 'grammy';
import type { PartiesService } from '../parties/parties.service.js';
import type { BotMetrics } from './bot-metrics.js';

export interface ReachNotesOptions {
  parties: Pick<PartiesService, 'noteReach'>;
  metrics: BotMetrics;
}

/** Telegram tells who blocks the bot, and who lets it write again. */
export function reachNotes({ parties, metrics }: ReachNotesOptions): Composer<Context> {
  const composer = new Composer();
  composer.on('my_chat_member', async (ctx) => {
    const { chat, from, new_chat_member: now } = ctx.myChatMember;
    if (chat.type === 'private') await parties.noteReach(from.id, now.status === 'member');
    metrics.noteUpdate('reach', 'ok');
  });
  // The Mini App has asked them.
  composer.chatType('private').on('message:write_access_allowed', async (ctx) => {
    await parties.noteReach(ctx.from.id, true);
    metrics.noteUpdate('reach', 'ok');
  });
  return composer;
}

import type { Update } from 'grammy/types';

/**
 * Names the chat that an update comes from, or the person where it comes from none: what has the same key is handled in
 * its order. The chat of a person with the bot has the person's own id.
 */
export function chatKeyOf(update: Update): string {
  const { message, callback_query: pressed, inline_query: asked, chosen_inline_result: chosen } = update;
  const id = message?.chat.id ?? (pressed ?? asked ?? chosen ?? update.my_chat_member)?.from.id;
  return String(id ?? 'nobody');
}

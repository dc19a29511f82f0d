import type { Message } from '@watchparty/shared';

/** Whether a message names whoever looks, or answers them. */
export function isForYou({ userId, mentions = [], replyTo }: Message, youId: string): boolean {
  return (
    userId !== youId &&
    (replyTo?.author?.id === youId || mentions.some((mention) => mention.userId === youId))
  );
}

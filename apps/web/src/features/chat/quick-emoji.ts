/** What is felt most often, one press away. */
export const QUICK_EMOJI = ['😂', '❤️', '🔥', '👏', '😮', '😢', '🎉'] as const;

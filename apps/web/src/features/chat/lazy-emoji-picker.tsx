import { lazy, Suspense, type ComponentProps, type ReactNode } from 'react';

/** Fetched when somebody first asks for it. */
const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.js')).EmojiPicker }));

export function LazyEmojiPicker(props: ComponentProps<typeof EmojiPicker>): ReactNode {
  return props.open ? (
    <Suspense fallback={null}>
      <EmojiPicker {...props} />
    </Suspense>
  ) : null;
}

import type { ServerEventName, ServerEvents } from '@watchparty/shared';
import type { News } from '@watchparty/shared/room-client';

/** What the server tells, when a test says so. */
export interface FakeNews {
  news: News;
  tell<E extends ServerEventName>(event: E, payload: ServerEvents[E]): void;
}

export function fakeNews(): FakeNews {
  const target = new EventTarget();
  const wrapped = new Map<unknown, (event: Event) => void>();
  return {
    news: {
      on(event, listener) {
        const wrapper = (told: Event): void =>
          (listener as (payload: unknown) => void)((told as CustomEvent).detail);
        wrapped.set(listener, wrapper);
        target.addEventListener(event, wrapper);
      },
      off(event, listener) {
        target.removeEventListener(event, wrapped.get(listener) ?? null);
      },
    },
    tell: (event, payload) => void target.dispatchEvent(new CustomEvent(event, { detail: payload })),
  };
}

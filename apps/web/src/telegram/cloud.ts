import { answerWithin } from './answer-within.js';
import type { CloudStorage, WebApp } from './web-app.js';

/** What a person keeps with Telegram, on all their devices. Nothing here rejects: what is not reached is not there. */
export interface Cloud {
  /** @returns what is kept under these keys; undefined where Telegram was not reached */
  read(keys: readonly string[]): Promise<ReadonlyMap<string, string> | undefined>;
  write(key: string, value: string): Promise<void>;
}

/** @param webApp of a client that has a CloudStorage: others throw at its first use */
export function createCloud(webApp: Pick<WebApp, 'CloudStorage'>): Cloud {
  const storage: CloudStorage = webApp.CloudStorage;
  return {
    async read(keys) {
      const kept = await answerWithin<Record<string, string> | undefined>((answer) => {
        storage.getItems(keys.map(cloudKey), (error, values) => answer(error ? undefined : values));
      }, undefined);
      if (!kept) return undefined;
      const found = keys.map((key) => [key, kept[cloudKey(key)]] as const);
      // Telegram answers with an empty text for what it does not have.
      return new Map(found.filter((entry): entry is readonly [string, string] => Boolean(entry[1])));
    },
    async write(key, value) {
      await answerWithin((answer) => {
        storage.setItem(cloudKey(key), value, answer);
      }, undefined as unknown);
    },
  };
}

/** Telegram admits letters, digits, lines and dashes. */
function cloudKey(key: string): string {
  return key.replaceAll(/[^\w-]/g, '_');
}

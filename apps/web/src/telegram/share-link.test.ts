import { describe, expect, it } from '@jest/globals';

import { shareLink } from './share-link.js';

function browser({ share, canCopy = true }: { share?: () => Promise<void>; canCopy?: boolean }) {
  const copied: string[] = [];
  const clipboard = {
    writeText: (text: string) => {
      if (!canCopy) return Promise.reject(new DOMException('denied', 'NotAllowedError'));
      copied.push(text);
      return Promise.resolve();
    },
  } as Clipboard;
  return { copied, navigator: { clipboard, ...(share && { share }) } };
}

const fails = (name: string) => () => Promise.reject(new DOMException(name, name));

describe('shareLink outside Telegram', () => {
  it('uses the sheet of the system', async () => {
    const { navigator, copied } = browser({ share: () => Promise.resolve() });
    await expect(shareLink({ url: 'https://a.test', navigator })).resolves.toBe('shared');
    expect(copied).toEqual([]);
  });

  it('copies nothing for who closed that sheet', async () => {
    const { navigator, copied } = browser({ share: fails('AbortError') });
    await expect(shareLink({ url: 'https://a.test', navigator })).resolves.toBe('cancelled');
    expect(copied).toEqual([]);
  });

  it('copies where there is no sheet, or it is forbidden', async () => {
    const none = browser({});
    await expect(shareLink({ url: 'https://a.test', navigator: none.navigator })).resolves.toBe('copied');
    expect(none.copied).toEqual(['https://a.test']);
    const forbidden = browser({ share: fails('NotAllowedError') });
    await expect(shareLink({ url: 'https://a.test', navigator: forbidden.navigator })).resolves.toBe(
      'copied',
    );
  });

  it('says so when nothing worked', async () => {
    const { navigator } = browser({ canCopy: false });
    await expect(shareLink({ url: 'https://a.test', navigator })).resolves.toBe('failed');
  });
});

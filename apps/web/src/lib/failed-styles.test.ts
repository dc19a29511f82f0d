import { describe, expect, it } from '@jest/globals';

import { loadFailedStyles, noteFailedStyles } from './failed-styles.js';

function pageWithLinks() {
  const page = document.implementation.createHTMLDocument();
  noteFailedStyles(page);
  const [first, second] = ['/first.css', '/second.css'].map((href) => {
    const link = page.createElement('link');
    Object.assign(link, { rel: 'stylesheet', href });
    page.head.append(link);
    return link;
  }) as [HTMLLinkElement, HTMLLinkElement];
  const linkOf = (href: string) => page.querySelector<HTMLLinkElement>(`link[href="${href}"]`);
  return { page, first, second, linkOf };
}

describe('style sheets that did not come', () => {
  it('are asked for again, and those that did come or are on their way are not', async () => {
    const { page, first, second, linkOf } = pageWithLinks();
    first.dispatchEvent(new Event('error'));
    const loading = loadFailedStyles(page);
    expect(linkOf('/first.css')).not.toBe(first);
    expect(linkOf('/second.css')).toBe(second);
    linkOf('/first.css')?.dispatchEvent(new Event('load'));
    await loading;
    // And no more then.
    const there = linkOf('/first.css');
    await loadFailedStyles(page);
    expect(linkOf('/first.css')).toBe(there);
  });

  it('may fail once more, which is told, and are asked for the next time', async () => {
    const { page, first, linkOf } = pageWithLinks();
    first.dispatchEvent(new Event('error'));
    const loading = loadFailedStyles(page);
    linkOf('/first.css')?.dispatchEvent(new Event('error'));
    await expect(loading).rejects.toThrow('/first.css does not come');
    const third = loadFailedStyles(page);
    linkOf('/first.css')?.dispatchEvent(new Event('load'));
    await third;
  });
});

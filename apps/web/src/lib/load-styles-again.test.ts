import { describe, expect, it } from '@jest/globals';

import { loadStylesAgain } from './load-styles-again.js';

/** A page with a style sheet that has come, and one that has not. */
function pageWithLinks() {
  const page = document.implementation.createHTMLDocument();
  const link = (href: string, hasCome: boolean): HTMLLinkElement => {
    const made = page.createElement('link');
    made.rel = 'stylesheet';
    made.href = href;
    Object.defineProperty(made, 'sheet', { value: hasCome ? {} : null });
    page.head.append(made);
    return made;
  };
  return { page, there: link('/there.css', true), missing: link('/missing.css', false) };
}

const linkIn = (page: Document, href: string) => page.querySelector(`link[href="${href}"]`);

describe('style sheets that did not come', () => {
  it('are asked for again, and those that did are left alone', async () => {
    const { page, there, missing } = pageWithLinks();
    const loading = loadStylesAgain(page);
    const again = linkIn(page, '/missing.css');
    expect(again).not.toBe(missing);
    expect(linkIn(page, '/there.css')).toBe(there);
    again?.dispatchEvent(new Event('load'));
    await loading;
    expect(page.querySelectorAll('link')).toHaveLength(2);
  });

  it('may fail once more, which is told', async () => {
    const { page } = pageWithLinks();
    const loading = loadStylesAgain(page);
    linkIn(page, '/missing.css')?.dispatchEvent(new Event('error'));
    await expect(loading).rejects.toThrow('/missing.css does not come');
  });
});

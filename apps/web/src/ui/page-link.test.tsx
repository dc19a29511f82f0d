import '../testing/browser-globals.js';

import { describe, expect, it } from '@jest/globals';
import { createEvent, fireEvent, screen } from '@testing-library/react';

import { renderApp } from '../testing/render-app.js';
import { PageLink } from './page-link.js';

describe('PageLink', () => {
  const renderLink = (props: { replace?: boolean } = {}) =>
    renderApp(
      <PageLink to="/rooms/x?from=home" className="card" {...props}>
        Film
      </PageLink>,
    );

  it.each([
    ['PUSH', {}],
    ['REPLACE', { replace: true }],
  ] as const)('opens a page of the app within the app (%s)', async (navigation, props) => {
    const { whereabouts } = await renderLink(props);
    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Film' });
    expect([link.getAttribute('href'), link.className]).toEqual(['/rooms/x?from=home', 'card']);
    fireEvent.click(link);
    expect(whereabouts).toMatchObject({ pathname: '/rooms/x', search: '?from=home', navigation });
  });

  it('leaves it to the browser where another tab is asked for', async () => {
    const { whereabouts } = await renderLink();
    const link = screen.getByRole('link', { name: 'Film' });
    const click = createEvent.click(link, { ctrlKey: true });
    // jsdom has no other tab to open.
    link.addEventListener('click', (event) => event.preventDefault(), { once: true });
    fireEvent(link, click);
    expect(whereabouts.pathname).toBe('/');
  });
});

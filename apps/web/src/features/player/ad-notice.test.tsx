import { describe, expect, it } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { I18nextProvider } from 'react-i18next';

import { createI18n } from '../../testing/create-i18n.js';
import { AdNotice } from './ad-notice.js';

describe('the notice of an advertisement', () => {
  it.each([
    ['en', 'Ad. We will catch up'],
    ['ru', 'Реклама — догоним'],
  ] as const)('says in %s that this screen will catch up', (language, text) => {
    render(
      <I18nextProvider i18n={createI18n(language)}>
        <AdNotice />
      </I18nextProvider>,
    );
    expect(screen.getByRole('status').textContent).toBe(text);
  });
});

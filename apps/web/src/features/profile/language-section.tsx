import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useLanguageChoice } from '../../i18n/language-choice.js';
import { isLanguage, LANGUAGES, type Language } from '../../i18n/languages.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Section } from '../../ui/section.js';
import { Segmented } from '../../ui/segmented.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import styles from './language-section.module.css';

/** Each in its own tongue: whoever landed in the wrong one must find the way out. */
const NAMES: Record<Language, string> = { ru: 'Русский', en: 'English' };

export function LanguageSection(): ReactNode {
  const { t, i18n } = useTranslation('profile');
  const { choose } = useLanguageChoice();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  return (
    <Section header={t('language.title')}>
      <div className={styles.body}>
        <Segmented
          label={t('language.title')}
          value={isLanguage(i18n.language) ? i18n.language : 'en'}
          options={LANGUAGES.map((language) => ({ value: language, label: NAMES[language] }))}
          onChange={(language) => {
            telegram.haptic.selection();
            choose(language).catch((error: unknown) => {
              snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
            });
          }}
        />
      </div>
    </Section>
  );
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { paths } from '../../lib/paths.js';
import { usePagePreload } from '../../lib/page-preload.js';
import { IconButton } from '../../ui/icon-button.js';
import { Icon } from '../../ui/icon.js';
import styles from './paste-card.module.css';

/** The shortest way to a party: a pasted link leads straight to Create. */
export function PasteCard(): ReactNode {
  const { t } = useTranslation('home');
  const navigate = useNavigate();
  const preloadPage = usePagePreload();
  const [link, setLink] = useState('');

  const open = (text: string) => {
    const url = text.trim();
    if (url !== '') void navigate(paths.create(url));
  };

  // Every platform has a say in what a link is: that much code is wanted by whoever pastes one, not by who only looks.
  const openIfWhole = async (pasted: string): Promise<void> => {
    const { checkVideoLink } = await import('../../lib/video-link-check.js');
    if (checkVideoLink(pasted, window.location.origin) === 'ok') open(pasted);
  };

  return (
    <section className={styles.card} aria-labelledby="paste-title">
      <div className={styles.beam} aria-hidden="true" />
      <div className={styles.words}>
        <h2 id="paste-title" className={styles.title}>
          {t('paste.title')}
        </h2>
        <p className={styles.text}>{t('paste.text')}</p>
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          open(link);
        }}
      >
        <Icon name="link" size={20} className={styles.icon} />
        <input
          className={styles.input}
          type="text"
          inputMode="url"
          enterKeyHint="go"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          placeholder={t('paste.placeholder')}
          aria-label={t('paste.label')}
          data-testid="paste-link"
          value={link}
          onFocus={() => preloadPage('create')}
          onChange={(event) => {
            setLink(event.target.value);
          }}
          onPaste={(event) => {
            // Half a link may be pasted into another half; only a whole one leads on by itself. Where the code for
            // that does not come, the link stands in the field and waits for Enter.
            if (link === '') openIfWhole(event.clipboardData.getData('text')).catch(() => undefined);
          }}
        />
        {link.trim() !== '' && (
          <IconButton
            type="submit"
            icon="forward"
            iconSize={20}
            label={t('paste.go')}
            className={styles.go}
          />
        )}
      </form>
    </section>
  );
}

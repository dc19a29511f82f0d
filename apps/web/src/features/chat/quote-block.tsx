import type { Quote } from '@watchparty/shared';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { avatarColours } from '../../ui/avatar-colour.js';
import styles from './quote-block.module.css';

/** What a message answers; leads there. */
export function QuoteBlock({
  quote,
  onOpen,
}: {
  quote: Quote | null;
  onOpen?: ((quote: Quote) => void) | undefined;
}): ReactNode {
  const { t } = useTranslation('chat');
  if (!quote) return <p className={styles.gone}>{t('reply.gone')}</p>;
  const name = quote.author?.firstName ?? t('gone');
  const [light, deep] = avatarColours(quote.author?.id ?? quote.id);
  const content = (
    <>
      <span className={styles.name}>{name}</span>
      <span className={styles.excerpt} dir="auto">
        {quote.excerpt}
      </span>
    </>
  );
  const style = { '--name-light': light, '--name-deep': deep } as CSSProperties;
  return onOpen ? (
    <button
      type="button"
      className={styles.quote}
      style={style}
      aria-label={t('reply.open', { name, text: quote.excerpt })}
      onClick={() => onOpen(quote)}
    >
      {content}
    </button>
  ) : (
    <span className={styles.quote} style={style}>
      {content}
    </span>
  );
}

import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import styles from './foreign-frame.module.css';

interface ForeignFrameProps {
  /** The page in the frame. */
  src: string;
  /** What is opened instead where the frame stays empty. */
  pageUrl: string;
  title: string;
  /** A platform of the table, whose own links and advertisements need windows of their own. */
  isKnown: boolean;
}

/** A page that refuses to be framed looks like one that is empty: nobody is told, so a way out is offered after a while. */
const EMPTY_AFTER_MS = 8_000;
const SANDBOX = 'allow-scripts allow-same-origin allow-presentation';
const SANDBOX_OF_KNOWN = `${SANDBOX} allow-forms allow-popups allow-popups-to-escape-sandbox`;

/**
 * Somebody else's page. The sandbox keeps it from leading the app away, and from asking for camera, microphone or place;
 * it is never of our own origin, or it could take the sandbox off.
 */
export function ForeignFrame({ src, pageUrl, title, isKnown }: ForeignFrameProps): ReactNode {
  const { t } = useTranslation('manual');
  const telegram = useTelegram();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), EMPTY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [src]);

  return (
    <>
      <iframe
        key={src}
        className={styles.frame}
        src={src}
        title={title}
        sandbox={isKnown ? SANDBOX_OF_KNOWN : SANDBOX}
        allow="autoplay; fullscreen; encrypted-media; picture-in-picture"
        referrerPolicy="strict-origin-when-cross-origin"
        allowFullScreen
      />
      {isLate && (
        <Button
          variant="overlay"
          size="s"
          icon="globe"
          className={styles.wayOut}
          onClick={() => telegram.openLink(pageUrl)}
        >
          {t('openInBrowser')}
        </Button>
      )}
    </>
  );
}

import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../../telegram/telegram-context.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import type { EventPlayer } from '../platforms/event-player.js';
import { FRAME_ALLOWS, PLATFORM_SANDBOX, STRANGER_SANDBOX } from '../platforms/vendor/player-frame.js';
import styles from './foreign-frame.module.css';
import { useSpokenPlayer } from './use-spoken-player.js';

interface ForeignFrameProps {
  /** The page in the frame. */
  src: string;
  /** What is opened instead where the frame stays empty. */
  pageUrl: string;
  title: string;
  /** A platform of the table, whose own links and advertisements need windows of their own. */
  isKnown: boolean;
  /** The page said to our server that it keeps out of frames. */
  isFramingRefused: boolean;
  /** What people reach lies over the frame, and nothing else may. */
  isControlled: boolean;
  /** A page of an unknown host may turn out to be a player. */
  onPlayer: (player: EventPlayer | undefined) => void;
  onShow: () => void;
}

/** A page that refuses to be framed looks like one that is empty: nobody is told, so a way out is offered after a while. */
const EMPTY_AFTER_MS = 8_000;
/** Their pages have forms: a search, an age to confirm, a sign-in. */
const SANDBOX_OF_KNOWN = `${PLATFORM_SANDBOX} allow-forms`;

/**
 * Somebody else's page. The sandbox keeps it from leading the app away, and from asking for camera, microphone or place;
 * it is never of our own origin, or it could take the sandbox off.
 */
export function ForeignFrame(props: ForeignFrameProps): ReactNode {
  const { src, pageUrl, title, isKnown, isFramingRefused, isControlled, onPlayer, onShow } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), EMPTY_AFTER_MS);
    return () => clearTimeout(timer);
  }, [src]);
  useSpokenPlayer(frame, { isAsked: !isKnown, onPlayer, onShow });

  return (
    <>
      <iframe
        ref={frame}
        key={src}
        className={styles.frame}
        src={src}
        title={title}
        sandbox={isKnown ? SANDBOX_OF_KNOWN : STRANGER_SANDBOX}
        allow={FRAME_ALLOWS}
        referrerPolicy="strict-origin-when-cross-origin"
        allowFullScreen
      />
      {!isControlled && (isFramingRefused || isLate) && (
        <WayOut pageUrl={pageUrl} isFramingRefused={isFramingRefused} />
      )}
    </>
  );
}

function WayOut({
  pageUrl,
  isFramingRefused,
}: Pick<ForeignFrameProps, 'pageUrl' | 'isFramingRefused'>): ReactNode {
  const { t } = useTranslation(['manual', 'common']);
  const telegram = useTelegram();
  const [isWarned, setIsWarned] = useState(false);
  const open = (): void => telegram.openLink(pageUrl);
  if (!isFramingRefused || isWarned) {
    return (
      <Button variant="overlay" size="s" icon="globe" className={styles.wayOut} onClick={open}>
        {t('manual:openInBrowser')}
      </Button>
    );
  }
  return (
    <div className={styles.warning} role="status">
      <p>{t('manual:refused.text')}</p>
      {/* It may be there all the same. */}
      <IconButton icon="close" iconSize={18} label={t('common:close')} onClick={() => setIsWarned(true)} />
      <Button size="s" icon="globe" className={styles.open} onClick={open}>
        {t('manual:refused.open')}
      </Button>
    </div>
  );
}

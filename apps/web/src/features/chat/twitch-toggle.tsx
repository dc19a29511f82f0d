import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { TwitchChat } from './twitch-chat.js';
import styles from './twitch-toggle.module.css';

/** Twitch's chat beside ours, for who wants it: nothing of Twitch's is fetched before that. */
export function TwitchToggle({ channel }: { channel: string }): ReactNode {
  const { t } = useTranslation('chat');
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div className={styles.root} data-open={isOpen || undefined}>
      <Button
        variant="plain"
        size="s"
        className={styles.toggle}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {isOpen ? t('twitch.hide') : t('twitch.show')}
      </Button>
      {isOpen && <TwitchChat channel={channel} />}
    </div>
  );
}

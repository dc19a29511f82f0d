import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { twitchParents } from '../../lib/twitch-parents.js';
import styles from './twitch-chat.module.css';

/** What Twitch's documentation asks for where its chat is sandboxed: without it nobody can sign in and write. */
const SANDBOX = [
  'allow-storage-access-by-user-activation',
  'allow-scripts',
  'allow-same-origin',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-modals',
].join(' ');

/** What the channel's own viewers write, in Twitch's frame. */
export function TwitchChat({ channel }: { channel: string }): ReactNode {
  const { t } = useTranslation('chat');
  const parents = twitchParents({ hostname: location.hostname, isFramed: window.top !== window });
  return (
    <iframe
      // Another channel is another page: the frame's history is the room's own otherwise.
      key={channel}
      className={styles.frame}
      src={twitchChatUrl(channel, parents)}
      title={t('twitch.frame', { channel })}
      sandbox={SANDBOX}
      referrerPolicy="strict-origin-when-cross-origin"
    />
  );
}

/** @param parents every host that the page lies in */
export function twitchChatUrl(channel: string, parents: readonly string[]): string {
  const url = new URL(`https://www.twitch.tv/embed/${encodeURIComponent(channel)}/chat`);
  for (const parent of parents) url.searchParams.append('parent', parent);
  return url.href;
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Sheet } from '../../ui/sheet.js';
import { TextField } from '../../ui/text-field.js';
import styles from './emoji-picker.module.css';
import { EMOJI_GROUPS, findEmoji, type FoundEmoji } from './emoji-set.js';

interface EmojiPickerProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  onPick: (emoji: string) => void;
}

/** Emoji by groups, or by a word that one has for them. */
export function EmojiPicker({ open, onOpenChange, title, onPick }: EmojiPickerProps): ReactNode {
  const { t } = useTranslation('chat');
  const [query, setQuery] = useState('');
  const isSearching = query.trim() !== '';
  const found = isSearching ? findEmoji(query) : [];
  const change = (isOpen: boolean): void => {
    setQuery('');
    onOpenChange(isOpen);
  };
  const pick = (emoji: string): void => {
    setQuery('');
    onPick(emoji);
  };
  return (
    <Sheet open={open} onOpenChange={change} title={title}>
      <TextField
        label={t('emoji.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        autoComplete="off"
      />
      {isSearching ? (
        <EmojiGrid emoji={found} onPick={pick} empty={t('emoji.none')} />
      ) : (
        EMOJI_GROUPS.map(({ name, emoji }) => (
          <section key={name} aria-label={t(`emoji.group.${name}`)}>
            <h3 className={styles.title}>{t(`emoji.group.${name}`)}</h3>
            <EmojiGrid emoji={emoji} onPick={pick} />
          </section>
        ))
      )}
    </Sheet>
  );
}

interface EmojiGridProps {
  emoji: readonly FoundEmoji[];
  onPick: (emoji: string) => void;
  empty?: string;
}

function EmojiGrid({ emoji, onPick, empty }: EmojiGridProps): ReactNode {
  if (emoji.length === 0) {
    return (
      <p className={styles.none} role="status">
        {empty}
      </p>
    );
  }
  return (
    <div className={styles.grid}>
      {emoji.map((one) => (
        <button key={one.emoji} type="button" className={styles.emoji} onClick={() => onPick(one.emoji)}>
          {one.emoji}
        </button>
      ))}
    </div>
  );
}

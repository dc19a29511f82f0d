import { QUEUE_LOOPS, type QueueLoop } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { IconButton } from '../../ui/icon-button.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { cx } from '../../ui/cx.js';
import styles from './queue-bar.module.css';
import type { QueueCommands } from './use-queue-commands.js';

const LOOP_ICONS: Record<QueueLoop, IconName> = { none: 'loop', one: 'loop-one', all: 'loop' };

/** What is done with the queue as a whole: going on, repeating, shuffling, emptying. */
export function QueueBar({ commands }: { commands: QueueCommands }): ReactNode {
  const { t } = useTranslation(['queue', 'common']);
  const [isAsking, setIsAsking] = useState(false);
  const { shown, setLoop, shuffle, clear } = commands;
  const count = shown.items.length;
  const loopText = t(`queue:loop.${shown.loop}`);

  if (!shown.mayControl) {
    return (
      <>
        <SkipVote commands={commands} />
        {shown.loop !== 'none' && (
          <p className={styles.fact}>
            <Icon name={LOOP_ICONS[shown.loop]} size={18} />
            {loopText}
          </p>
        )}
      </>
    );
  }
  if (isAsking && count > 0) {
    return (
      <div className={styles.ask} role="group" aria-label={t('queue:clear')}>
        <p className={styles.question}>{t('queue:clearAsk', { count })}</p>
        <Button
          variant="danger"
          size="s"
          autoFocus
          onClick={() => {
            setIsAsking(false);
            clear();
          }}
        >
          {t('queue:clearDo')}
        </Button>
        <Button variant="plain" size="s" onClick={() => setIsAsking(false)}>
          {t('common:cancel')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <PlayNext commands={commands} />
      <div className={styles.bar}>
        <button
          type="button"
          className={cx(styles.tool, shown.loop !== 'none' && styles.on)}
          onClick={() => setLoop(loopAfter(shown.loop))}
        >
          <Icon name={LOOP_ICONS[shown.loop]} size={20} />
          {loopText}
        </button>
        {count > 1 && (
          <IconButton icon="shuffle" iconSize={20} label={t('queue:shuffle')} onClick={shuffle} />
        )}
        {count > 0 && (
          <IconButton icon="trash" iconSize={20} label={t('queue:clear')} onClick={() => setIsAsking(true)} />
        )}
      </div>
    </>
  );
}

function loopAfter(loop: QueueLoop): QueueLoop {
  return QUEUE_LOOPS[(QUEUE_LOOPS.indexOf(loop) + 1) % QUEUE_LOOPS.length] ?? 'none';
}

/** Who controls the video goes on at once, and sees how many wish it. */
function PlayNext({ commands }: { commands: QueueCommands }): ReactNode {
  const { t } = useTranslation('queue');
  const { items, skip } = commands.shown;
  const next = items.find(({ isNext }) => isNext);
  if (!next) return null;
  return (
    <div className={styles.skip}>
      <Button variant="tinted" icon="next" stretched onClick={() => commands.play(next)}>
        {t('playNext')}
      </Button>
      {skip && skip.votes > 0 && <Progress votes={skip.votes} needed={skip.needed} />}
    </div>
  );
}

function SkipVote({ commands }: { commands: QueueCommands }): ReactNode {
  const { t } = useTranslation('queue');
  const { skip } = commands.shown;
  if (!skip) return null;
  return (
    <div className={styles.skip}>
      <Button
        variant={skip.isYours ? 'primary' : 'tinted'}
        icon={skip.isYours ? 'check' : 'next'}
        stretched
        aria-pressed={skip.isYours}
        onClick={() => commands.voteToSkip(!skip.isYours)}
      >
        {skip.isYours ? t('skip.voted') : t('skip.vote')}
      </Button>
      <Progress votes={skip.votes} needed={skip.needed} />
    </div>
  );
}

function Progress({ votes, needed }: { votes: number; needed: number }): ReactNode {
  const { t } = useTranslation('queue');
  const text = t('skip.progress', { votes, needed });
  return (
    <div className={styles.progress}>
      <div
        className={styles.track}
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={needed}
        aria-valuenow={Math.min(votes, needed)}
        aria-label={text}
      >
        <span className={styles.done} style={{ transform: `scaleX(${Math.min(1, votes / needed)})` }} />
      </div>
      <span className={styles.counted} aria-hidden="true">
        {text}
      </span>
    </div>
  );
}

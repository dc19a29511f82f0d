import { localCopyOf, type LocalCopy } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { formatClock } from '../../lib/format-duration.js';
import { compareCopies } from '../../lib/local-files/compare-copies.js';
import { useLocalFiles } from '../../lib/local-files/local-files-context.js';
import { readCopy } from '../../lib/local-files/read-copy.js';
import { Button } from '../../ui/button.js';
import { FileButton } from '../../ui/file-button.js';
import styles from './media-trouble.module.css';

interface LocalCopyCardProps {
  videoUrl: string;
  mayControl: boolean;
  onChangeVideo: () => void;
}

/** Chosen, and not quite what the room plays. */
interface Doubt {
  kind: 'similar' | 'different' | 'unreadable';
  file: File;
}

/** Asks a viewer for their own copy of the room's file, and says whether it is the same one. Nothing is uploaded. */
export function LocalCopyCard({ videoUrl, mayControl, onChangeVideo }: LocalCopyCardProps): ReactNode {
  const { t } = useTranslation('player');
  const files = useLocalFiles();
  const [isReading, setIsReading] = useState(false);
  const [doubt, setDoubt] = useState<Doubt>();
  const wanted = localCopyOf(new URL(videoUrl));
  if (!wanted) return null;

  const take = async (file: File): Promise<void> => {
    setIsReading(true);
    setDoubt(undefined);
    const verdict = await verdictOn(file, wanted);
    setIsReading(false);
    if (verdict === 'same') files.choose(wanted.hash, file);
    else setDoubt({ kind: verdict, file });
  };

  return (
    <div className={styles.root} role="alert">
      <p className={styles.title}>{doubt ? t(`copy.${doubt.kind}.title`) : t('copy.title')}</p>
      <p className={styles.text}>{doubt ? t(`copy.${doubt.kind}.text`) : describe(wanted)}</p>
      <div className={styles.actions}>
        <FileButton icon="film" busy={isReading} onFile={(file) => void take(file)}>
          {doubt ? t('copy.chooseAnother') : t('copy.choose')}
        </FileButton>
        {doubt && doubt.kind !== 'unreadable' && (
          <Button variant="overlay" size="s" onClick={() => files.choose(wanted.hash, doubt.file)}>
            {t('copy.watchAnyway')}
          </Button>
        )}
        {mayControl && !doubt && (
          <Button variant="overlay" icon="link" size="s" onClick={onChangeVideo}>
            {t('trouble.change')}
          </Button>
        )}
      </div>
    </div>
  );
}

async function verdictOn(file: File, wanted: LocalCopy): Promise<'same' | Doubt['kind']> {
  try {
    return compareCopies(wanted, await readCopy(file));
  } catch {
    // The file was moved or the device taken out meanwhile.
    return 'unreadable';
  }
}

/** "film.mkv · 1:32:05" */
function describe({ name, duration }: LocalCopy): string {
  return duration === undefined ? name : `${name} · ${formatClock(duration)}`;
}

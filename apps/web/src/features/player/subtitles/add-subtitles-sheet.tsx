import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../../i18n/use-error-text.js';
import { useApi } from '../../../lib/api-context.js';
import { Button } from '../../../ui/button.js';
import { FileButton } from '../../../ui/file-button.js';
import { Sheet } from '../../../ui/sheet.js';
import { TextField } from '../../../ui/text-field.js';
import styles from './add-subtitles-sheet.module.css';
import { describeAddress, describeFile } from './describe-file.js';
import { fetchSubtitles, readSubtitlesFile, SubtitlesError } from './load-subtitles.js';

interface AddSubtitlesSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  roomId: string;
  /** The video that they are for. */
  videoUrl: string;
}

/** Subtitles for everybody: a file of one's own, or the address of one. */
export function AddSubtitlesSheet({ open, onOpenChange, ...target }: AddSubtitlesSheetProps): ReactNode {
  const { t } = useTranslation('player');
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t('addSubtitles.title')}
      description={t('addSubtitles.text')}
    >
      <AddSubtitlesForm {...target} onDone={() => onOpenChange(false)} />
    </Sheet>
  );
}

type Source = 'file' | 'address';

interface AddSubtitlesFormProps extends Pick<AddSubtitlesSheetProps, 'roomId' | 'videoUrl'> {
  onDone: () => void;
}

function AddSubtitlesForm({ roomId, videoUrl, onDone }: AddSubtitlesFormProps): ReactNode {
  const { t } = useTranslation('player');
  const api = useApi();
  const errorText = useErrorText();
  const [address, setAddress] = useState('');
  const [busyWith, setBusyWith] = useState<Source>();
  const [fault, setFault] = useState<{ source: Source; text: string }>();

  const bring = async (source: Source, work: () => Promise<void>): Promise<void> => {
    setBusyWith(source);
    setFault(undefined);
    try {
      await work();
      onDone();
    } catch (error) {
      const text =
        error instanceof SubtitlesError
          ? t(`addSubtitles.fault.${error.problem}`)
          : error instanceof TypeError
            ? t('addSubtitles.fault.noAddress')
            : errorText(error);
      setFault({ source, text });
    } finally {
      setBusyWith(undefined);
    }
  };
  const takeFile = (file: File): Promise<void> =>
    bring('file', async () => {
      const text = await readSubtitlesFile(file);
      await api.uploadSubtitles(roomId, { videoUrl, ...describeFile(file.name) }, text);
    });
  const takeAddress = (): Promise<void> =>
    bring('address', async () => {
      const url = new URL(address.trim()).href;
      // What does not open here opens on nobody's screen.
      await fetchSubtitles(url, { fetch: (...request) => fetch(...request) });
      await api.pointSubtitles(roomId, { videoUrl, url, ...describeAddress(url) });
    });

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void takeAddress();
      }}
    >
      <FileButton
        icon="plus"
        size="l"
        stretched
        accept=".srt,.vtt,text/vtt,application/x-subrip"
        busy={busyWith === 'file'}
        onFile={(file) => void takeFile(file)}
      >
        {t('addSubtitles.file')}
      </FileButton>
      {fault?.source === 'file' && (
        <p className={styles.fault} role="alert">
          {fault.text}
        </p>
      )}
      <TextField
        label={t('addSubtitles.address')}
        placeholder="https://…/film.srt"
        icon="link"
        inputMode="url"
        enterKeyHint="go"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={2048}
        value={address}
        {...(fault?.source === 'address' && { error: fault.text })}
        onChange={(event) => {
          setAddress(event.target.value);
          setFault(undefined);
        }}
      />
      <Button
        type="submit"
        variant="tinted"
        stretched
        busy={busyWith === 'address'}
        disabled={address.trim() === ''}
      >
        {t('addSubtitles.submit')}
      </Button>
    </form>
  );
}

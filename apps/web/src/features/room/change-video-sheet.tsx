import { localAddressOf } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useLinkFaultText } from '../../i18n/use-link-fault-text.js';
import { useConfig } from '../../lib/config-query.js';
import { linkAdviceOf } from '../../lib/link-advice.js';
import { useLocalFiles } from '../../lib/local-files/local-files-context.js';
import { readCopy } from '../../lib/local-files/read-copy.js';
import { useListLinks } from '../../lib/playlists/use-list-links.js';
import { useVideoPreview } from '../../lib/use-video-preview.js';
import { checkVideoLink } from '../../lib/video-link-check.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { LinkAdviceNote } from '../../telegram/link-advice-note.js';
import { Button } from '../../ui/button.js';
import { FileButton } from '../../ui/file-button.js';
import { Sheet } from '../../ui/sheet.js';
import { TextField } from '../../ui/text-field.js';
import { useQueueRest } from './use-queue-rest.js';

interface ChangeVideoSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Another film for everybody: a link, or the sample. */
export function ChangeVideoSheet({ open, onOpenChange }: ChangeVideoSheetProps): ReactNode {
  const { t } = useTranslation('room');
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={t('change.title')} description={t('change.text')}>
      <ChangeVideoForm onDone={() => onOpenChange(false)} />
    </Sheet>
  );
}

function ChangeVideoForm({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation('room');
  const { room } = useRealtime();
  const errorText = useErrorText();
  const linkFaultText = useLinkFaultText();
  const sampleUrl = useConfig()?.sampleVideoUrl;
  const [url, setUrl] = useState('');
  const [error, setError] = useState<string>();
  const openList = useListLinks();
  const queueRest = useQueueRest();
  const preview = useVideoPreview(url);
  const video = preview.status === 'ready' ? preview.video : undefined;
  const advice = video && linkAdviceOf(video);
  const files = useLocalFiles();
  const [busyWith, setBusyWith] = useState<'link' | 'sample' | 'file'>();

  const change = async (next: string, source: 'link' | 'sample' | 'file'): Promise<void> => {
    setBusyWith(source);
    setError(undefined);
    try {
      const list = source === 'link' ? openList(next) : undefined;
      await room.command('video:change', { url: (await list?.first) ?? next });
      onDone();
      void list?.rest.then(queueRest);
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setBusyWith(undefined);
    }
  };
  const takeFile = async (file: File): Promise<void> => {
    setBusyWith('file');
    setError(undefined);
    try {
      const copy = await readCopy(file);
      files.choose(copy.hash, file);
      await change(localAddressOf(copy), 'file');
    } catch {
      setError(t('change.fileUnreadable'));
      setBusyWith(undefined);
    }
  };
  const submit = (): void => {
    const check = checkVideoLink(url, window.location.origin);
    if (check === 'ok') void change(url.trim(), 'link');
    else if (check !== 'empty') setError(linkFaultText(check));
  };

  return (
    <form
      style={{ display: 'grid', gap: 'var(--space-3)' }}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <TextField
        label={t('change.link')}
        labelHidden
        placeholder={t('change.placeholder')}
        icon="link"
        inputMode="url"
        enterKeyHint="go"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        maxLength={2048}
        value={url}
        error={error}
        hint={advice && <LinkAdviceNote advice={advice} pageUrl={video.canonicalUrl} />}
        onChange={(event) => {
          setUrl(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" size="l" stretched busy={busyWith === 'link'} disabled={url.trim() === ''}>
        {t('change.submit')}
      </Button>
      <FileButton
        variant="tinted"
        icon="film"
        size="m"
        stretched
        busy={busyWith === 'file'}
        onFile={(file) => void takeFile(file)}
      >
        {t('change.file')}
      </FileButton>
      <p style={{ color: 'var(--hint)', font: 'var(--text-13)' }}>{t('change.fileHint')}</p>
      {sampleUrl !== undefined && (
        <Button
          variant="tinted"
          icon="film"
          stretched
          busy={busyWith === 'sample'}
          onClick={() => void change(sampleUrl, 'sample')}
        >
          {t('change.sample')}
        </Button>
      )}
    </form>
  );
}

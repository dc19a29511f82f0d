import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useLinkFaultText } from '../../i18n/use-link-fault-text.js';
import { useConfig } from '../../lib/config-query.js';
import { checkVideoLink } from '../../lib/video-link-check.js';
import { useRealtime } from '../../realtime/realtime-context.js';
import { Button } from '../../ui/button.js';
import { Sheet } from '../../ui/sheet.js';
import { TextField } from '../../ui/text-field.js';

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
  const [busyWith, setBusyWith] = useState<'link' | 'sample'>();

  const change = async (next: string, source: 'link' | 'sample'): Promise<void> => {
    setBusyWith(source);
    setError(undefined);
    try {
      await room.command('video:change', { url: next });
      onDone();
    } catch (cause) {
      setError(errorText(cause));
    } finally {
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
        onChange={(event) => {
          setUrl(event.target.value);
          setError(undefined);
        }}
      />
      <Button type="submit" size="l" stretched busy={busyWith === 'link'} disabled={url.trim() === ''}>
        {t('change.submit')}
      </Button>
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

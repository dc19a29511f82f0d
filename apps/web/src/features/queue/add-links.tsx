import { QUEUE_ADD_MAX } from '@watchparty/shared';
import { useId, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useLinkFaultText } from '../../i18n/use-link-fault-text.js';
import { cx } from '../../ui/cx.js';
import { Icon } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { Spinner } from '../../ui/spinner.js';
import styles from './add-links.module.css';
import { readLinks } from './read-links.js';
import { useAdvise } from './use-advise.js';
import type { Addition } from './use-queue-commands.js';

/** Of a pasted list so much is in sight. */
const MAX_ROWS = 4;

interface AddLinksProps {
  /** Throws what is to be put into words. */
  onAdd: (urls: readonly string[]) => Promise<Addition>;
}

/** A field for one link or for many, which go on their way as soon as they are pasted. */
export function AddLinks({ onAdd }: AddLinksProps): ReactNode {
  const { t } = useTranslation(['queue', 'common']);
  const errorText = useErrorText();
  const linkFaultText = useLinkFaultText();
  const snackbar = useSnackbar();
  const advise = useAdvise();
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();

  const add = async (typed: string): Promise<void> => {
    const { urls, rest, fault } = readLinks(typed, window.location.origin);
    setText(typed);
    setError(fault && linkFaultText(fault));
    if (urls.length === 0 || isBusy) return;
    setIsBusy(true);
    try {
      const { added, found } = await onAdd(urls);
      setText(rest);
      if (rest !== '' && !fault) setError(t('queue:add.tooMany', { max: QUEUE_ADD_MAX }));
      const isList = found > urls.length || (added ?? 0) > urls.length;
      if (added !== undefined && added > 0 && added < found) {
        const text = isList
          ? t('queue:add.partOfList', { added, found })
          : t('queue:add.partly', { added, asked: found });
        snackbar.show({ text, icon: 'warning' });
      } else if (added !== undefined && isList) {
        snackbar.show({ text: t('queue:add.list', { count: added }), icon: 'check' });
      }
      const [only] = urls;
      if (only !== undefined && urls.length === 1 && !isList) void advise(only);
    } catch (cause) {
      setError(errorText(cause));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add(text);
      }}
    >
      <div className={cx(styles.field, error !== undefined && styles.invalid)}>
        <Icon name="link" size={20} className={styles.icon} />
        <textarea
          className={styles.input}
          aria-label={t('queue:add.label')}
          aria-invalid={error !== undefined || undefined}
          aria-describedby={error === undefined ? undefined : id}
          placeholder={t('queue:add.placeholder')}
          inputMode="url"
          enterKeyHint="send"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          rows={Math.min(MAX_ROWS, text.split('\n').length)}
          readOnly={isBusy}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void add(text);
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text');
            // Half a link may be pasted into another half; only whole ones go by themselves.
            if (text !== '' || readLinks(pasted, window.location.origin).urls.length === 0) return;
            event.preventDefault();
            void add(pasted);
          }}
        />
        {isBusy ? (
          <span className={styles.busy} role="status" aria-label={t('common:loading')}>
            <Spinner size={20} />
          </span>
        ) : (
          text.trim() !== '' && (
            <IconButton
              type="submit"
              icon="plus"
              iconSize={20}
              label={t('queue:add.submit')}
              variant="filled"
              className={styles.submit}
            />
          )
        )}
      </div>
      {error !== undefined && (
        <p id={id} className={styles.error} role="alert">
          {error}
        </p>
      )}
    </form>
  );
}

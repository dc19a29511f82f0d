import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { useSession } from '../../lib/session-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Button } from '../../ui/button.js';
import { Cell } from '../../ui/cell.js';
import { Section } from '../../ui/section.js';
import { Sheet } from '../../ui/sheet.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { TextField } from '../../ui/text-field.js';
import styles from './account-section.module.css';

/** What we keep, how to have it erased, and the way out. */
export function AccountSection(): ReactNode {
  const { t } = useTranslation(['profile', 'common']);
  const [isAsking, setIsAsking] = useState(false);
  const [typed, setTyped] = useState('');
  const api = useApi();
  const session = useSession();
  const queryClient = useQueryClient();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();

  const leave = useMutation({
    mutationFn: (reason: 'logged-out' | 'erased') => (reason === 'erased' ? api.deleteMe() : api.logout()),
    onSuccess: (_nothing, reason) => {
      telegram.haptic.success();
      session.end(reason);
      // The next person at this device must not see this one's lists.
      queryClient.clear();
    },
    onError: (error) => {
      telegram.haptic.error();
      setIsAsking(false);
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
    },
  });

  // A slip of the thumb is no wish.
  const word = t('profile:erase.word');
  const isConfirmed = typed.trim().toLocaleUpperCase() === word;

  return (
    <>
      <Section footer={t('profile:privacy.text')}>
        <Cell
          icon="trash"
          tone="danger"
          title={t('profile:privacy.erase')}
          onClick={() => {
            setTyped('');
            setIsAsking(true);
          }}
        />
        <Cell
          icon="exit"
          title={t('profile:logout.title')}
          subtitle={t('profile:logout.text')}
          disabled={leave.isPending}
          onClick={() => {
            leave.mutate('logged-out');
          }}
        />
      </Section>
      <Sheet
        open={isAsking}
        onOpenChange={setIsAsking}
        title={t('profile:erase.title')}
        description={t('profile:erase.text')}
        footer={
          <>
            <Button
              variant="danger"
              size="l"
              stretched
              busy={leave.isPending}
              disabled={!isConfirmed}
              onClick={() => {
                leave.mutate('erased');
              }}
            >
              {t('profile:erase.confirm')}
            </Button>
            <Button
              variant="plain"
              stretched
              onClick={() => {
                setIsAsking(false);
              }}
            >
              {t('common:cancel')}
            </Button>
          </>
        }
      >
        <div className={styles.confirm}>
          <TextField
            label={t('profile:erase.label', { word })}
            value={typed}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
      </Sheet>
    </>
  );
}

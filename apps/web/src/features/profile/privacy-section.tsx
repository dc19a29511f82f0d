import type { UserSettings } from '@watchparty/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useApi } from '../../lib/api-context.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import { Cell } from '../../ui/cell.js';
import { Section } from '../../ui/section.js';
import { useSnackbar } from '../../ui/snackbar-context.js';
import { Switch } from '../../ui/switch.js';

const KEY = ['settings'] as const;

/** What the server may do with a person; it keeps to it by itself. */
export function PrivacySection(): ReactNode {
  const { t } = useTranslation('profile');
  const api = useApi();
  const queryClient = useQueryClient();
  const telegram = useTelegram();
  const snackbar = useSnackbar();
  const errorText = useErrorText();
  const settings = useQuery({ queryKey: KEY, queryFn: ({ signal }) => api.settings({ signal }) }).data;
  const change = useMutation({
    mutationFn: (changes: Partial<UserSettings>) => api.updateSettings(changes),
    onMutate: (changes) => {
      telegram.haptic.selection();
      queryClient.setQueryData<UserSettings>(KEY, (known) => known && { ...known, ...changes });
    },
    onSuccess: (now) => queryClient.setQueryData(KEY, now),
    onError: (error) => {
      snackbar.show({ text: errorText(error), icon: 'warning', tone: 'danger' });
      void queryClient.invalidateQueries({ queryKey: KEY });
    },
  });

  return (
    <Section header={t('privacy.title')}>
      <Cell
        title={t('privacy.counted')}
        subtitle={t('privacy.countedText')}
        after={
          <Switch
            label={t('privacy.counted')}
            checked={settings?.isCounted ?? true}
            disabled={settings === undefined}
            onChange={(isCounted) => change.mutate({ isCounted })}
          />
        }
      />
      <Cell
        title={t('privacy.listed')}
        subtitle={t('privacy.listedText')}
        after={
          <Switch
            label={t('privacy.listed')}
            checked={settings?.isNameListed ?? true}
            disabled={settings === undefined}
            onChange={(isNameListed) => change.mutate({ isNameListed })}
          />
        }
      />
    </Section>
  );
}

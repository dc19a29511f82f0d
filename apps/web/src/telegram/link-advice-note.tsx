import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useLinkAdviceText } from '../i18n/use-link-advice-text.js';
import type { LinkAdvice } from '../lib/link-advice.js';
import { Button } from '../ui/button.js';
import { useTelegram } from './telegram-context.js';

interface LinkAdviceNoteProps {
  advice: LinkAdvice;
  pageUrl: string;
}

/** What whoever pastes a link should know of it. It keeps nobody from taking the link. */
export function LinkAdviceNote({ advice, pageUrl }: LinkAdviceNoteProps): ReactNode {
  const { t } = useTranslation('errors');
  const adviceText = useLinkAdviceText();
  const telegram = useTelegram();
  return (
    <span role="status">
      {adviceText(advice)}
      {advice === 'framing-refused' && (
        <Button variant="plain" size="s" icon="globe" onClick={() => telegram.openLink(pageUrl)}>
          {t('advice.open')}
        </Button>
      )}
    </span>
  );
}

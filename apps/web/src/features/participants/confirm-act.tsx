import type { MemberAct, Participant } from '@watchparty/shared';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { Sheet } from '../../ui/sheet.js';
import type { Moderate } from './use-moderation.js';

/** Something that is asked about before it is done. */
export interface Grave {
  act: Extract<MemberAct, 'kick' | 'ban' | 'transfer'>;
  person: Participant;
}

interface ConfirmActProps {
  open: boolean;
  grave: Grave;
  moderate: Moderate;
  onClose: () => void;
}

const EVENTS = { kick: 'member:kick', ban: 'member:ban', transfer: 'room:transfer' } as const;

/** One sentence on what follows, and two ways out. */
export function ConfirmAct({ open, grave, moderate, onClose }: ConfirmActProps): ReactNode {
  const { t } = useTranslation(['participants', 'common']);
  const [isBusy, setIsBusy] = useState(false);
  const { act, person } = grave;
  const confirm = async (): Promise<void> => {
    setIsBusy(true);
    await moderate(EVENTS[act], { userId: person.userId });
    setIsBusy(false);
    onClose();
  };
  return (
    <Sheet
      open={open}
      onOpenChange={onClose}
      title={t(`participants:confirm.${act}.title`, { name: person.firstName })}
      description={t(`participants:confirm.${act}.text`)}
      footer={
        <>
          <Button
            variant={act === 'transfer' ? 'primary' : 'danger'}
            size="l"
            stretched
            busy={isBusy}
            onClick={() => void confirm()}
          >
            {t(`participants:confirm.${act}.action`)}
          </Button>
          <Button variant="plain" size="l" stretched onClick={onClose}>
            {t('common:cancel')}
          </Button>
        </>
      }
    />
  );
}

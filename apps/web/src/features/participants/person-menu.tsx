import type { MemberAct, Participant } from '@watchparty/shared';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { ActionMenu } from '../../ui/action-menu.js';
import type { MenuAction } from '../../ui/menu.js';
import type { IconName } from '../../ui/icon.js';
import type { Grave } from './confirm-act.js';
import type { Moderate } from './use-moderation.js';

interface PersonMenuProps {
  person: Participant;
  acts: readonly MemberAct[];
  moderate: Moderate;
  /** What cannot be taken back by the next press is asked about first. */
  onGrave: (grave: Grave) => void;
}

const ICONS: Record<MemberAct, IconName> = {
  promote: 'shield',
  demote: 'shield',
  mute: 'chat-off',
  unmute: 'chat',
  kick: 'exit',
  ban: 'lock',
  transfer: 'crown',
};
/** Long enough to cool down, short enough to be forgiven. */
const SHORT_MUTE_S = 600;

/** What can be done with somebody, in the words of who does it. */
export function PersonMenu({ person, acts, moderate, onGrave }: PersonMenuProps): ReactNode {
  const { t } = useTranslation('participants');
  const { userId, firstName } = person;
  const actions = acts.flatMap((act): MenuAction[] => {
    const action = { icon: ICONS[act], text: t(`act.${act}`) };
    switch (act) {
      case 'kick':
      case 'ban':
        return [{ ...action, tone: 'danger', onSelect: () => onGrave({ act, person }) }];
      case 'transfer':
        return [{ ...action, onSelect: () => onGrave({ act, person }) }];
      case 'mute':
        return [
          {
            ...action,
            text: t('act.muteShortly'),
            onSelect: () => void moderate('member:mute', { userId, seconds: SHORT_MUTE_S }),
          },
          { ...action, onSelect: () => void moderate('member:mute', { userId }) },
        ];
      default:
        return [{ ...action, onSelect: () => void moderate(`member:${act}`, { userId }) }];
    }
  });
  return <ActionMenu label={t('act.menu', { name: firstName })} actions={actions} />;
}

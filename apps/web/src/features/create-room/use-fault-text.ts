import { ROOM_PASSWORD_MAX_BYTES } from '@watchparty/shared';
import { useTranslation } from 'react-i18next';

import { useLinkFaultText } from '../../i18n/use-link-fault-text.js';
import type { FieldFaults } from './create-form.js';

type FaultText = {
  [F in keyof Required<FieldFaults>]: (fault: FieldFaults[F]) => string | undefined;
};

/** What is wrong with a field, in words; undefined when nothing is. */
export function useFaultText(): FaultText {
  const { t } = useTranslation('create');
  const linkFaultText = useLinkFaultText();
  return {
    url: (fault) => fault && (fault === 'refused' ? t('url.refused') : linkFaultText(fault)),
    name: (fault) => fault && t(`name.fault.${fault}`),
    startsAt: (fault) => fault && t(`later.fault.${fault}`),
    password: (fault) => fault && t(`password.fault.${fault}`, { max: ROOM_PASSWORD_MAX_BYTES }),
  };
}

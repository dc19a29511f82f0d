import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { useTelegram } from '../../telegram/telegram-context.js';
import { Cell } from '../../ui/cell.js';
import { Section } from '../../ui/section.js';

/** For whoever let the offer after a party go; not there where the app has its place already, or cannot get one. */
export function HomeScreenSection(): ReactNode {
  const { t } = useTranslation('profile');
  const telegram = useTelegram();
  const [mayAdd, setMayAdd] = useState(false);
  useEffect(() => {
    let isShown = true;
    void telegram.mayAddToHomeScreen().then((may) => {
      if (isShown) setMayAdd(may);
    });
    return () => {
      isShown = false;
    };
  }, [telegram]);
  if (!mayAdd) return null;
  return (
    <Section>
      <Cell
        icon="plus"
        title={t('homeScreen.title')}
        subtitle={t('homeScreen.text')}
        onClick={() => {
          telegram.addToHomeScreen();
        }}
      />
    </Section>
  );
}

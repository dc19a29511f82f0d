import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../../../ui/icon.js';
import styles from './rate-menu.module.css';

const ROOM_RATES = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

interface RateMenuProps {
  rate: number;
  disabled: boolean;
  onChange: (rate: number) => void;
  onOpenChange: (isOpen: boolean) => void;
}

/** How fast the room plays. */
export function RateMenu({ rate, disabled, onChange, onOpenChange }: RateMenuProps): ReactNode {
  const { t, i18n } = useTranslation('player');
  const text = (value: number): string => `${value.toLocaleString(i18n.language)}×`;

  return (
    <DropdownMenu.Root onOpenChange={onOpenChange} modal={false}>
      <DropdownMenu.Trigger
        className={styles.trigger}
        disabled={disabled}
        aria-label={t('rate', { rate: text(rate) })}
        title={t('rate', { rate: text(rate) })}
      >
        {text(rate)}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={styles.menu}
          side="top"
          align="end"
          sideOffset={4}
          collisionPadding={8}
        >
          <DropdownMenu.RadioGroup value={String(rate)} onValueChange={(value) => onChange(Number(value))}>
            {ROOM_RATES.map((value) => (
              <DropdownMenu.RadioItem key={value} value={String(value)} className={styles.item}>
                {text(value)}
                <DropdownMenu.ItemIndicator>
                  <Icon name="check" size={18} />
                </DropdownMenu.ItemIndicator>
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

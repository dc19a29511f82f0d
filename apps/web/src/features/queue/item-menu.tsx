import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

import { cx } from '../../ui/cx.js';
import { Icon, type IconName } from '../../ui/icon.js';
import { IconButton } from '../../ui/icon-button.js';
import styles from './item-menu.module.css';

export interface ItemAction {
  icon: IconName;
  text: string;
  tone?: 'danger';
  onSelect: () => void;
}

/** What can be done with one row. */
export function ItemMenu({ label, actions }: { label: string; actions: readonly ItemAction[] }): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon="more" iconSize={20} label={label} className={styles.trigger} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="end" sideOffset={2} collisionPadding={8}>
          {actions.map(({ icon, text, tone, onSelect }) => (
            <DropdownMenu.Item
              key={text}
              className={cx(styles.item, tone === 'danger' && styles.danger)}
              onSelect={onSelect}
            >
              <Icon name={icon} size={20} />
              {text}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

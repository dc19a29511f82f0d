import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

import styles from './action-menu.module.css';
import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';
import { IconButton } from './icon-button.js';

export interface MenuAction {
  icon: IconName;
  text: string;
  tone?: 'danger';
  onSelect: () => void;
}

/** What can be done with one row. */
export function ActionMenu({ label, actions }: { label: string; actions: readonly MenuAction[] }): ReactNode {
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

import { DropdownMenu } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';

import { cx } from './cx.js';
import { Icon, type IconName } from './icon.js';
import styles from './menu.module.css';

/** What a menu's items lie on. */
export function MenuSurface(props: ComponentProps<typeof DropdownMenu.Content>): ReactNode {
  return <DropdownMenu.Content className={styles.menu} collisionPadding={8} {...props} />;
}

export interface MenuAction {
  icon: IconName;
  text: string;
  tone?: 'danger';
  onSelect: () => void;
}

export function MenuItem({ icon, text, tone, onSelect }: MenuAction): ReactNode {
  return (
    <DropdownMenu.Item className={cx(styles.item, tone === 'danger' && styles.danger)} onSelect={onSelect}>
      <Icon name={icon} size={20} />
      {text}
    </DropdownMenu.Item>
  );
}

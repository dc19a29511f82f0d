import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

import styles from './action-menu.module.css';
import { IconButton } from './icon-button.js';
import { type MenuAction, MenuItem, MenuSurface } from './menu.js';

/** What can be done with one row. */
export function ActionMenu({ label, actions }: { label: string; actions: readonly MenuAction[] }): ReactNode {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <IconButton icon="more" iconSize={20} label={label} className={styles.trigger} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <MenuSurface align="end" sideOffset={2}>
          {actions.map((action) => (
            <MenuItem key={action.text} {...action} />
          ))}
        </MenuSurface>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

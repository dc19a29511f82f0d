import { Dialog } from 'radix-ui';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { cx } from './cx.js';
import { IconButton } from './icon-button.js';
import styles from './sheet.module.css';

interface SheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children?: ReactNode;
  /** Stays in reach below what scrolls. */
  footer?: ReactNode;
  className?: string;
}

/** Rises from below on a phone and stands in the middle of a wide screen. Holds the focus and gives it back. */
export function Sheet({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  className,
}: SheetProps): ReactNode {
  const { t } = useTranslation('common');
  // Radix gives the focus back to a trigger of its own, and sheets here are opened from afar.
  const opener = useRef<Element>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className={styles.overlay} />
        {/* Radix warns without a description unless it is told that there is none. */}
        <Dialog.Content
          className={cx(styles.sheet, className)}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...(description === undefined && { 'aria-describedby': undefined })}
        >
          <span className={styles.grip} aria-hidden="true" />
          <header className={styles.header}>
            <Dialog.Title className={styles.title}>{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton icon="close" iconSize={20} label={t('close')} className={styles.close} />
            </Dialog.Close>
          </header>
          {description !== undefined && (
            <Dialog.Description className={styles.description}>{description}</Dialog.Description>
          )}
          <div className={styles.body}>{children}</div>
          {footer && <footer className={styles.footer}>{footer}</footer>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

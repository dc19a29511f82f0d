import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { Button } from '../../ui/button.js';
import { Sheet } from '../../ui/sheet.js';

interface DeleteSheetProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onDelete: () => void;
}

/** Asks once: there is no way back. */
export function DeleteSheet({ open, onOpenChange, onDelete }: DeleteSheetProps): ReactNode {
  const { t } = useTranslation('chat');
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title={t('delete.title')}
      description={t('delete.text')}
      footer={
        <Button variant="danger" stretched onClick={onDelete}>
          {t('delete.confirm')}
        </Button>
      }
    />
  );
}

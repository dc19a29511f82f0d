import type { ReactNode } from 'react';

import { Button } from '../ui/button.js';
import { FullScreen } from '../ui/full-screen.js';

/** The words themselves did not come, so these few are on board, for everybody. */
export function StartFailure({ onRetry }: { onRetry: () => void }): ReactNode {
  return (
    <FullScreen
      title="Не загрузилось"
      text="Проверь интернет и попробуй ещё раз. Check your connection and try again."
      actions={
        <Button size="l" icon="retry" onClick={onRetry}>
          Повторить / Retry
        </Button>
      }
    />
  );
}

import type { ReactNode } from 'react';

import { BottomBar } from '../ui/bottom-bar.js';
import { Button } from '../ui/button.js';
import { useMainButton } from './use-main-button.js';

interface MainActionProps {
  text: string;
  onClick: () => void;
  disabled?: boolean;
  progress?: boolean;
  /** On a wide screen the page's own button stands where it is written. */
  inFlowWhenWide?: boolean;
  /** Test handle of the page's own button; Telegram's is not in the page. */
  testId?: string;
}

/** A page's one main action: Telegram's main button, or the same at the bottom of the page. */
export function MainAction({
  text,
  onClick,
  disabled,
  progress,
  inFlowWhenWide,
  testId,
}: MainActionProps): ReactNode {
  const isShownByTelegram = useMainButton({ text, onClick, disabled, progress });
  if (isShownByTelegram) return null;
  return (
    <BottomBar inFlowWhenWide={inFlowWhenWide}>
      <Button size="l" stretched disabled={disabled} busy={progress} onClick={onClick} data-testid={testId}>
        {text}
      </Button>
    </BottomBar>
  );
}

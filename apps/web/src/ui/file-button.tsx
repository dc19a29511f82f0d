import { useRef, type ReactNode } from 'react';

import { Button, type ButtonSize, type ButtonVariant } from './button.js';
import type { IconName } from './icon.js';

interface FileButtonProps {
  icon: IconName;
  variant?: ButtonVariant;
  size?: ButtonSize;
  stretched?: boolean;
  busy?: boolean;
  /** What may be chosen, as HTML's `accept`; films and songs unless said. */
  accept?: string;
  onFile: (file: File) => void;
  children: ReactNode;
}

/** Matroska has no type that browsers know. */
const MEDIA = 'video/*,audio/*,.mkv';

/** A button that lets somebody choose one file of theirs, such as a film. */
export function FileButton({
  onFile,
  size = 's',
  accept = MEDIA,
  children,
  ...look
}: FileButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          // The same file can be chosen again after this.
          event.target.value = '';
          if (file) onFile(file);
        }}
      />
      <Button {...look} size={size} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
}

import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { IconButton } from './icon-button.js';
import { TextField, type TextFieldProps } from './text-field.js';

type PasswordFieldProps = Omit<TextFieldProps, 'type' | 'after'>;

/** A room's password is told to friends, so it can be looked at. */
export function PasswordField(props: PasswordFieldProps): ReactNode {
  const { t } = useTranslation('common');
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      // A password manager has nothing to do with a room's password.
      autoComplete="off"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      {...props}
      type={isShown ? 'text' : 'password'}
      after={
        <IconButton
          icon={isShown ? 'eye-off' : 'eye'}
          iconSize={20}
          label={isShown ? t('hidePassword') : t('showPassword')}
          onClick={() => {
            setIsShown(!isShown);
          }}
        />
      }
    />
  );
}

import { useTranslation } from 'react-i18next';

import { useErrorText } from '../../i18n/use-error-text.js';
import { useTelegram } from '../../telegram/telegram-context.js';
import type { VoiceProblem } from './voice-state.js';

/** What is in the way of voice, and what to do about it in this Telegram. */
export function useVoiceProblemText(): (problem: VoiceProblem) => string {
  const { t } = useTranslation('voice');
  const { platform, isHosted } = useTelegram();
  const errorText = useErrorText();
  return (problem) => {
    switch (problem.type) {
      case 'elsewhere':
      case 'silenced':
        return t(`problem.${problem.type}`);
      case 'microphone':
        return problem.problem === 'denied'
          ? t(`problem.denied.${clientOf(isHosted ? platform : 'web')}`)
          : t(`problem.${problem.problem}`);
      case 'refused':
        if (problem.code === 'muted') return t('problem.muted');
        if (problem.code === 'voice_full') return t('problem.full');
        return errorText(problem.code);
    }
  };
}

function clientOf(platform: string): 'android' | 'ios' | 'desktop' | 'web' {
  if (platform.startsWith('android')) return 'android';
  if (platform === 'ios') return 'ios';
  return platform === 'tdesktop' || platform === 'macos' ? 'desktop' : 'web';
}

import { ApiError, type ApiErrorCode, errorCodeOf } from '@watchparty/shared';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Puts an error into words: what happened and what to do next. Takes a thrown error or a code. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation('errors');
  return useCallback(
    (error: unknown) => {
      const code = isCode(error) ? error : errorCodeOf(error);
      const retryAfter = error instanceof ApiError ? error.retryAfter : undefined;
      if (code === 'rate_limited' && retryAfter !== undefined) {
        // "in 840 seconds" is nothing that a person can picture.
        return retryAfter > 90
          ? t('rateLimitedMinutes', { count: Math.ceil(retryAfter / 60) })
          : t('rateLimitedSeconds', { count: Math.max(1, Math.ceil(retryAfter)) });
      }
      return t(`code.${code}`);
    },
    [t],
  );
}

function isCode(value: unknown): value is ApiErrorCode {
  return typeof value === 'string';
}

import { isRefused, parseVideoLink, type Platform } from '@watchparty/shared';

import { useLinkAdviceText } from '../../i18n/use-link-advice-text.js';
import { useApi } from '../../lib/api-context.js';
import { linkAdviceOf } from '../../lib/link-advice.js';
import { useSnackbar } from '../../ui/snackbar-context.js';

/** Only of these a server can say what no player will play. */
const DOUBTFUL: ReadonlySet<Platform> = new Set(['iframe', 'file', 'hls', 'dash']);

/** Says in passing what is good to know of a link that has been added. */
export function useAdvise(): (url: string) => Promise<void> {
  const api = useApi();
  const snackbar = useSnackbar();
  const adviceText = useLinkAdviceText();
  return async (url) => {
    const link = parseVideoLink(url, { ownOrigins: [window.location.origin], allowPrivate: true });
    if (isRefused(link) || !DOUBTFUL.has(link.platform)) return;
    // It plays or does not, whatever is known of it.
    const video = await api.resolveVideo(url).catch(() => undefined);
    const advice = video && linkAdviceOf(video);
    if (advice) snackbar.show({ text: adviceText(advice), icon: 'warning' });
  };
}

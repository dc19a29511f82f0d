import type { ShareOutcome } from './telegram.js';

interface ShareRequest {
  url: string;
  text?: string;
  /** Absent outside Telegram and below 6.1. */
  openInTelegram?: (url: string) => void;
  navigator: Pick<Navigator, 'clipboard'> & Partial<Pick<Navigator, 'share'>>;
}

/** From the best way to the last resort: chat picker, the system's sheet, the clipboard. */
export async function shareLink({
  url,
  text,
  openInTelegram,
  navigator,
}: ShareRequest): Promise<ShareOutcome> {
  if (openInTelegram) {
    const query = new URLSearchParams({ url, ...(text !== undefined && { text }) });
    // Telegram reads a plus as a plus, not as a space.
    openInTelegram(`https://t.me/share/url?${query.toString().replaceAll('+', '%20')}`);
    return 'shared';
  }
  if (navigator.share) {
    try {
      await navigator.share({ url, text });
      return 'shared';
    } catch (error) {
      // Whoever closed the sheet does not want the link in the clipboard instead.
      if (error instanceof Error && error.name === 'AbortError') return 'cancelled';
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'failed';
  }
}

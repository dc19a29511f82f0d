import { roomStartParam } from '@watchparty/shared';

/** Addresses of the Mini App, for buttons that open it. */
export interface MiniApp {
  home: string;
  profile: string;
  room: (roomId: string) => string;
}

/** @returns undefined where Telegram would refuse a button: it opens Mini Apps over https only */
export function miniAppAt(publicUrl: string): MiniApp | undefined {
  if (new URL(publicUrl).protocol !== 'https:') return undefined;
  return {
    home: publicUrl,
    profile: `${publicUrl}/profile`,
    // As Telegram itself hands over the parameter of an invite link.
    room: (roomId) => `${publicUrl}/?tgWebAppStartParam=${roomStartParam(roomId)}`,
  };
}

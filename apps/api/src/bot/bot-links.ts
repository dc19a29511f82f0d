import { launchLink, offerStartParam, roomStartParam } from '@watchparty/shared';

/** Links that lead into a room from any chat, where a button cannot open the Mini App itself. */
export interface BotLinks {
  room: (roomId: string) => string;
  offer: (offerId: string) => string;
}

/** Without a name of the Mini App they lead into the chat with the bot, which knows the way on. */
export function botLinks(botUsername: string, appName: string | undefined): BotLinks {
  const to = (startParam: string): string =>
    appName === undefined
      ? `https://t.me/${botUsername}?start=${startParam}`
      : launchLink(botUsername, appName, startParam);
  return {
    room: (roomId) => to(roomStartParam(roomId)),
    offer: (offerId) => to(offerStartParam(offerId)),
  };
}

const ROOM_PREFIX = 'room_';
const OFFER_PREFIX = 'offer_';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** The `startapp` parameter that opens a room. Telegram admits `[A-Za-z0-9_-]` only, which a UUID keeps to. */
export function roomStartParam(roomId: string): string {
  return `${ROOM_PREFIX}${roomId}`;
}

/** The one that begins a party which was offered, or opens it where it has begun. */
export function offerStartParam(offerId: string): string {
  return `${OFFER_PREFIX}${offerId}`;
}

/** The room that a `start_param` opens, or undefined when it speaks of something else. */
export function roomIdOfStartParam(startParam: string): string | undefined {
  return idAfter(ROOM_PREFIX, startParam);
}

export function offerIdOfStartParam(startParam: string): string | undefined {
  return idAfter(OFFER_PREFIX, startParam);
}

function idAfter(prefix: string, startParam: string): string | undefined {
  const id = startParam.startsWith(prefix) ? startParam.slice(prefix.length) : '';
  return isUuid(id) ? id.toLowerCase() : undefined;
}

/** The link that a host shares into a chat. */
export function inviteLink(botUsername: string, appName: string, roomId: string): string {
  return launchLink(botUsername, appName, roomStartParam(roomId));
}

/** Opens the Mini App from any chat. */
export function launchLink(botUsername: string, appName: string, startParam: string): string {
  return `https://t.me/${botUsername}/${appName}?startapp=${startParam}`;
}

const PREFIX = 'room_';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isUuid(value: string): boolean {
  return UUID.test(value);
}

/** The `startapp` parameter that opens a room. Telegram admits `[A-Za-z0-9_-]` only, which a UUID keeps to. */
export function roomStartParam(roomId: string): string {
  return `${PREFIX}${roomId}`;
}

/** The room that a `start_param` opens, or undefined when it speaks of something else. */
export function roomIdOfStartParam(startParam: string): string | undefined {
  const roomId = startParam.startsWith(PREFIX) ? startParam.slice(PREFIX.length) : '';
  return isUuid(roomId) ? roomId.toLowerCase() : undefined;
}

/** The link that a host shares into a chat. */
export function inviteLink(botUsername: string, appName: string, roomId: string): string {
  return `https://t.me/${botUsername}/${appName}?startapp=${roomStartParam(roomId)}`;
}

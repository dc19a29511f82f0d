import { AppError } from '../errors.js';
import type { AppSocket } from './socket-server.js';

/** The room that a connection is in. What it may do there is for the database to say. @throws AppError `forbidden` */
export function roomOf(socket: AppSocket): string {
  const { roomId } = socket.data;
  if (roomId === undefined) throw new AppError('forbidden', 'Join a room first.');
  return roomId;
}

import type { AppSocket } from '../platform/socket/socket-server.js';
import { AppError } from '../platform/errors.js';
import type { AuthService } from './auth.service.js';

/**
 * Proves who connects before a connection exists.
 *
 * @throws AppError `unauthorized`, `token_expired` or `banned`
 */
export async function authenticateHandshake(auth: AuthService, socket: AppSocket): Promise<void> {
  const { token } = socket.handshake.auth as { token?: unknown };
  if (typeof token !== 'string') throw new AppError('unauthorized', 'Connect with a token.');
  const { identity, user } = await auth.openSession(auth.identify(token));
  socket.data.userId = user.id;
  socket.data.sessionId = identity.sessionId;
  socket.data.issuedAt = identity.issuedAt;
  socket.data.expiresAt = identity.expiresAt;
}

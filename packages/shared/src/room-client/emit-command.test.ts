import { describe, expect, it } from '@jest/globals';
import { CommandError, commandErrorCode } from './command-error.js';
import { createCommandEmitter, type CommandSocket } from './emit-command.js';

interface Sent {
  event: string;
  payload: unknown;
}

function fakeSocket(
  answer: (sent: Sent) => Promise<unknown>,
  connected = true,
): CommandSocket & { sent: Sent[] } {
  const sent: Sent[] = [];
  return {
    connected,
    sent,
    emitWithAck(event, payload) {
      sent.push({ event, payload });
      return answer({ event, payload });
    },
  };
}

async function failureOf(promise: Promise<unknown>): Promise<CommandError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof CommandError) return error;
  }
  throw new Error('expected a CommandError');
}

describe('command emitter', () => {
  it('answers with what the ack carried', async () => {
    const socket = fakeSocket(async () => ({ ok: true, data: { clientTime: 5, serverTime: 9 } }));
    const emit = createCommandEmitter(socket);
    await expect(emit('clock:ping', { clientTime: 5 })).resolves.toEqual({ clientTime: 5, serverTime: 9 });
    expect(socket.sent).toEqual([{ event: 'clock:ping', payload: { clientTime: 5 } }]);
  });

  it('throws the code, the words and the wait of a refusal', async () => {
    const error = { code: 'rate_limited', message: 'Too fast.', retryAfter: 7 };
    const emit = createCommandEmitter(fakeSocket(async () => ({ ok: false, error })));
    const failure = await failureOf(emit('chat:message', { content: 'hi' }));
    expect(failure).toMatchObject(error);
  });

  it('says network when no answer came in time', async () => {
    const emit = createCommandEmitter(
      fakeSocket(async () => {
        throw new Error('operation has timed out');
      }),
    );
    expect((await failureOf(emit('video:play', {}))).code).toBe('network');
  });

  it('sends nothing while the connection is lost', async () => {
    const socket = fakeSocket(async () => ({ ok: true, data: {} }), false);
    expect((await failureOf(createCommandEmitter(socket)('video:pause', {}))).code).toBe('network');
    expect(socket.sent).toEqual([]);
  });

  it.each([undefined, null, 'ok', 42])('takes %p for no answer at all', async (answer) => {
    const emit = createCommandEmitter(fakeSocket(async () => answer));
    expect((await failureOf(emit('room:leave', {}))).code).toBe('internal');
  });

  it('reads the code of anything thrown', () => {
    expect(commandErrorCode(new CommandError({ code: 'banned', message: '' }))).toBe('banned');
    expect(commandErrorCode(new TypeError('x'))).toBe('internal');
  });
});

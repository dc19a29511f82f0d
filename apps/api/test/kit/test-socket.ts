import type {
  Ack,
  ClientAckData,
  ClientEventName,
  ClientPayload,
  ServerEventName,
  ServerEvents,
  WireError,
} from '@watchparty/shared';
import { io, type Socket } from 'socket.io-client';

interface Heard {
  event: string;
  payload: unknown;
}

/** Long, for a machine that does much else: only a test that fails waits for it. */
const PATIENCE_MS = 10_000;

/** A client that remembers everything it hears, so that a test can also say what it did not hear. */
export class TestSocket {
  readonly #everything: Heard[] = [];
  /** Whether it goes when its node is about to stop. */
  movesWhenAsked = true;
  readonly #socket: Socket;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.onAny((event: string, payload: unknown) => {
      this.#everything.push({ event, payload });
      for (const wake of [...this.#waiting]) wake();
    });
    // As the contract asks; where it goes instead is the test's matter.
    socket.on('node:draining', () => {
      if (this.movesWhenAsked) socket.io.engine.close();
    });
  }

  /** @throws the error of connect_error */
  static async connect(url: string, token: unknown): Promise<TestSocket> {
    const socket = io(url, {
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      autoConnect: false,
    });
    const connected = new TestSocket(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
      socket.connect();
    });
    return connected;
  }

  /** Tries to connect with what is no good. @returns why it was refused */
  static async refusedWith(url: string, token: unknown): Promise<WireError> {
    const outcome = await TestSocket.connect(url, token).then(
      (connected) => connected.close(),
      (error: unknown) => error,
    );
    if (!(outcome instanceof Error)) throw new Error('the handshake was not refused');
    return (outcome as Error & { data: WireError }).data;
  }

  get isConnected(): boolean {
    return this.#socket.connected;
  }

  /** Sends an event and returns what its ack carries. */
  async ask<E extends ClientEventName>(event: E, payload: ClientPayload<E>): Promise<Ack<ClientAckData<E>>> {
    return (await this.askRaw(event, payload)) as Ack<ClientAckData<E>>;
  }

  /** The same for what the contract does not know. */
  async askRaw(event: string, ...payload: unknown[]): Promise<Ack<unknown>> {
    return (await this.#socket.timeout(PATIENCE_MS).emitWithAck(event, ...payload)) as Ack<unknown>;
  }

  /** Sends an event that has to succeed. */
  async do<E extends ClientEventName>(event: E, payload: ClientPayload<E>): Promise<ClientAckData<E>> {
    const answer = await this.ask(event, payload);
    if (!answer.ok) throw new Error(`${event} was refused: ${answer.error.code} ${answer.error.message}`);
    return answer.data;
  }

  /** Sends an event that has to fail. */
  async refused(event: string, ...payload: unknown[]): Promise<WireError> {
    const answer = await this.askRaw(event, ...payload);
    if (answer.ok) throw new Error(`${event} was not refused`);
    return answer.error;
  }

  /** Sends without asking for an ack. */
  tell(event: string, ...payload: unknown[]): void {
    this.#socket.emit(event, ...payload);
  }

  /** The same as it goes over the wire, for JSON that no serialiser writes: `["event",1e400]`. */
  tellJson(json: string): void {
    this.#socket.io.engine.write(`2${json}`);
  }

  /** What it heard, but for what its person was given for coming here: that arrives whenever it is counted. */
  get heard(): readonly Heard[] {
    return this.#everything.filter(({ event }) => event !== 'achievement:earned');
  }

  /** Everything of one kind, in the order of its coming. */
  all<E extends ServerEventName>(event: E): ServerEvents[E][] {
    return this.#everything
      .filter((item) => item.event === event)
      .map((item) => item.payload as ServerEvents[E]);
  }

  /** The first of its kind that fits, heard already or to come. */
  async hears<E extends ServerEventName>(
    event: E,
    fits: (payload: ServerEvents[E]) => boolean = () => true,
  ): Promise<ServerEvents[E]> {
    return this.#until(() => this.all(event).find(fits), `${event} was not heard`);
  }

  /** As many of its kind as that, and all of them. */
  async hearsMany<E extends ServerEventName>(event: E, count: number): Promise<ServerEvents[E][]> {
    await this.#until(
      () => (this.all(event).length >= count ? true : undefined),
      `${event} was not heard ${count} times but ${this.all(event).length}`,
    );
    return this.all(event);
  }

  async hearsDisconnect(): Promise<void> {
    if (!this.#socket.connected) return;
    await this.#until(() => (this.#socket.connected ? undefined : true), 'the connection did not end');
  }

  /**
   * Makes sure that whatever the server has sent before has arrived: an answer comes after it on the same connection.
   * With it, "has not heard" is a fact and not a hope.
   */
  async settled(): Promise<void> {
    await this.askRaw('clock:ping', { clientTime: 0 });
  }

  forget(): void {
    this.#everything.length = 0;
  }

  close(): void {
    this.#socket.disconnect();
  }

  /** Cuts the line without a goodbye, as a tunnel or a dead battery does. */
  vanish(): void {
    this.#socket.io.engine.close();
  }

  #until<T>(look: () => T | undefined, complaint: string): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(check);
        this.#socket.off('disconnect', check);
      };
      const check = (): void => {
        const found = look();
        if (found === undefined) return;
        finish();
        resolve(found);
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`${complaint}; heard: ${JSON.stringify(this.#everything).slice(0, 2_000)}`));
      }, PATIENCE_MS);
      this.#waiting.add(check);
      this.#socket.on('disconnect', check);
      check();
    });
  }
}

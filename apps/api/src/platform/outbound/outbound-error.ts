/**
 * Why nothing came of a request: it would have left the public internet (`refused`), there was no time left
 * (`timed_out`), the answer was too large (`too_large`), or the network or the server failed.
 */
export type OutboundReason = 'refused' | 'timed_out' | 'too_large' | 'failed';

export class OutboundError extends Error {
  readonly reason: OutboundReason;

  constructor(reason: OutboundReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OutboundError';
    this.reason = reason;
  }
}

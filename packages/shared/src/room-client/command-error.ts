import { ApiError, errorCodeOf, type ApiErrorCode } from '../api-error.js';

/** `network`: no answer came, so that nobody knows whether the command arrived. */
export type CommandErrorCode = ApiErrorCode;

/** Why a command over the socket was not carried out. An `ApiError`, so that it is put into words like one. */
export class CommandError extends ApiError {
  /** The connection ended between the command and its answer. */
  readonly wasDropped: boolean;

  constructor(
    parts: ConstructorParameters<typeof ApiError>[0],
    { wasDropped = false }: { wasDropped?: boolean } = {},
  ) {
    super(parts);
    this.wasDropped = wasDropped;
  }
}

/** The code of anything that was thrown; what is none of ours counts as `internal`. */
export const commandErrorCode: (error: unknown) => CommandErrorCode = errorCodeOf;

import type { MediaProblem } from '../../player-handle.js';
import type { DashErrorEvent } from './dash-element.js';

/** What an error of dash.js means for people, and whether another try may help. */
export interface DashFault {
  problem: MediaProblem;
  isPassing: boolean;
}

/** Numbers of dash.js's list of errors (core/errors/Errors.js, 5.2.1). */
const NETWORK_CODES: ReadonlySet<number> = new Set([
  11, // MANIFEST_LOADER_LOADING_FAILURE
  25, // DOWNLOAD_ERROR_ID_MANIFEST
]);
const PASSING_CODES: ReadonlySet<number> = new Set([
  15, // SEGMENT_BASE_LOADER_ERROR
  17, // FRAGMENT_LOADER_LOADING_FAILURE
  19, // URL_RESOLUTION_FAILED: every address of a segment has failed
  26, // DOWNLOAD_ERROR_ID_SIDX
  27, // DOWNLOAD_ERROR_ID_CONTENT
  28, // DOWNLOAD_ERROR_ID_INITIALIZATION
]);
const UNSUPPORTED_CODES: ReadonlySet<number> = new Set([
  10, // MANIFEST_LOADER_PARSING_FAILURE
  23, // CAPABILITY_MEDIASOURCE_ERROR
  24, // CAPABILITY_MEDIAKEYS_ERROR
  31, // MANIFEST_ERROR_ID_PARSE
  32, // MANIFEST_ERROR_ID_NOSTREAMS
  34, // MANIFEST_ERROR_ID_MULTIPLEXED
  35, // MEDIASOURCE_TYPE_UNSUPPORTED
  36, // NO_SUPPORTED_KEY_IDS
]);
const APPEND_ERROR_CODE = 20;
/** From here on everything is about keys. */
const FIRST_KEY_CODE = 100;

/** Undefined for what it gets over by itself, such as a clock that it could not ask or subtitles that it cannot read. */
export function faultOf({ error }: DashErrorEvent): DashFault | undefined {
  if (typeof error === 'string') return undefined;
  const { code } = error;
  if (NETWORK_CODES.has(code)) return { problem: 'network', isPassing: false };
  if (PASSING_CODES.has(code)) return { problem: 'network', isPassing: true };
  if (code === APPEND_ERROR_CODE) return { problem: 'decode', isPassing: true };
  if (UNSUPPORTED_CODES.has(code) || code >= FIRST_KEY_CODE)
    return { problem: 'unsupported', isPassing: false };
  return undefined;
}

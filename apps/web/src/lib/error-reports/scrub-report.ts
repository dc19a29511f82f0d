import type { ErrorEvent, Exception, StackFrame } from '@sentry/browser';

/** More of a message than this is no message but data. */
const TEXT_MAX_LENGTH = 300;
/** Whoever knows a private room's id may enter it. */
const UUID = /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}/gi;
const TOKENS: readonly RegExp[] = [
  // A JSON web token, a bot's token, and whatever follows `Bearer`.
  /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /\b\d{6,}:[\w-]{30,}/g,
  /\bBearer\s+\S+/gi,
  // Launch data, as it stands in the address or encoded once more.
  /\b(?:tgWebApp\w+|initData|query_id|auth_date|signature|hash|user|start_param)(?:=|%3D)[^\s&"']*/gi,
];
const QUERY_OR_HASH = /([a-z][\w+.-]*:\/\/[^\s?#"']*|\/[\w./-]*)[?#][^\s"']*/gi;
/** Names in quotes tell what broke; anything else in quotes may be what somebody wrote. */
const QUOTED = /"([^"\n]*)"|'([^'\n]*)'|`([^`\n]*)`|“([^”\n]*)”|«([^»\n]*)»/g;
const NAME = /^[\w$.:-]{1,40}$/;
/** The app's own errors are in English: what is not was written by a person. */
const FOREIGN_WORDS = /[^\x20-\x7e]+(?: +[^\x20-\x7e]+)*/g;

/**
 * What of an error leaves the device: its kind, its words without anything personal, and where in the code it was.
 * Fields are picked, not removed, so that whatever an SDK adds one day stays here: the address with the launch data in
 * its hash, breadcrumbs with requests, the user, texts of messages.
 */
export function scrubReport(event: ErrorEvent): ErrorEvent {
  return {
    type: undefined,
    event_id: event.event_id,
    timestamp: event.timestamp,
    platform: event.platform,
    level: event.level,
    release: event.release,
    environment: event.environment,
    sdk: event.sdk,
    message: event.message === undefined ? undefined : scrubText(event.message),
    exception: { values: (event.exception?.values ?? []).map(scrubException) },
  };
}

export function scrubText(text: string): string {
  const withoutSecrets = TOKENS.reduce((all, token) => all.replace(token, '<secret>'), text);
  return withoutSecrets
    .replace(QUERY_OR_HASH, '$1')
    .replace(UUID, '<id>')
    .replace(QUOTED, (quoted: string, ...groups: unknown[]) => {
      const inner = groups.slice(0, 5).find((group) => typeof group === 'string');
      return typeof inner === 'string' && NAME.test(inner) ? quoted : '<text>';
    })
    .replace(FOREIGN_WORDS, '<text>')
    .slice(0, TEXT_MAX_LENGTH);
}

function scrubException({ type, value, mechanism, stacktrace }: Exception): Exception {
  return {
    type,
    value: value === undefined ? undefined : scrubText(value),
    mechanism: mechanism && { type: mechanism.type, handled: mechanism.handled },
    stacktrace: stacktrace && { frames: (stacktrace.frames ?? []).map(scrubFrame) },
  };
}

function scrubFrame({ filename, function: name, lineno, colno, in_app }: StackFrame): StackFrame {
  return {
    filename: filename === undefined ? undefined : scrubText(filename),
    function: name,
    lineno,
    colno,
    in_app,
  };
}

/**
 * The one script that stands in the page itself, so that its colours are right before anything else has come:
 * apps/web/src/shell/before-paint.js. A build of the Mini App fails, and says what it is now, when this is not its hash.
 */
export const START_SCRIPT_HASH = 'sha256-UdGkFGmj6edmFeKOn8HpMYE0E3m/eUJj4ysueSWowcY=';

/**
 * What a known platform's frame may do besides running its scripts: its links and advertisements open pages, which are then
 * free. It may never lead our page elsewhere. With `allow-same-origin` it keeps its own origin, without which most
 * players do not start; a frame of our own origin could take its sandbox off by that, so no frame may be of ours.
 */
const SANDBOX =
  'allow-scripts allow-same-origin allow-presentation allow-popups allow-popups-to-escape-sandbox';
/** No camera, no microphone, no place: a film needs none. */
const ALLOW = 'autoplay; fullscreen; encrypted-media; picture-in-picture';

interface PlayerFrameOptions {
  src: string;
  /** For those who hear the page. */
  title: string;
  /** What the frame may do, if not what those of known platforms may. */
  sandbox?: string;
}

/** A platform's player in a frame, which loads as soon as it is in the page. */
export function createPlayerFrame({ src, title, sandbox = SANDBOX }: PlayerFrameOptions): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', sandbox);
  frame.setAttribute('allow', ALLOW);
  frame.setAttribute('referrerpolicy', 'strict-origin-when-cross-origin');
  frame.title = title;
  frame.src = src;
  return frame;
}

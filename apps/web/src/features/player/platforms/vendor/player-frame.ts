/** What every frame of others may do. Camera, microphone, place and clipboard are nobody's business. */
export const FRAME_ALLOWS = 'autoplay; fullscreen; encrypted-media; picture-in-picture';

/**
 * What a page of nobody knows whom may do: run its scripts, and never lead our page elsewhere. With `allow-same-origin` it
 * keeps its own origin, without which most players do not start; only a frame of our own origin could take its sandbox off
 * by that, and there is none.
 */
export const STRANGER_SANDBOX = 'allow-scripts allow-same-origin allow-presentation';

/** What a known platform's frame may do besides: its links and advertisements open pages, which are then free. */
export const PLATFORM_SANDBOX = `${STRANGER_SANDBOX} allow-popups allow-popups-to-escape-sandbox`;

/**
 * Puts a vendor's frame into a box, in place of whatever was there.
 *
 * @param title what a screen reader calls it
 * @param sandbox what the frame may do; all that frames may, unless said
 */
export function addPlayerFrame(
  box: HTMLElement,
  src: string,
  title: string,
  sandbox?: string,
): HTMLIFrameElement {
  const frame = box.ownerDocument.createElement('iframe');
  if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
  frame.allow = FRAME_ALLOWS;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.title = title;
  frame.src = src;
  box.replaceChildren(frame);
  return frame;
}

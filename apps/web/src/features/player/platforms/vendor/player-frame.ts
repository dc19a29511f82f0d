/** What every vendor's frame may do. Camera, microphone, place and clipboard are nobody's business. */
const FRAME_ALLOWS = 'autoplay; fullscreen; encrypted-media; picture-in-picture';

/**
 * Puts a vendor's frame into a box, in place of whatever was there.
 *
 * @param title what a screen reader calls it
 */
export function addPlayerFrame(box: HTMLElement, src: string, title: string): HTMLIFrameElement {
  const frame = box.ownerDocument.createElement('iframe');
  frame.allow = FRAME_ALLOWS;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.title = title;
  frame.src = src;
  box.replaceChildren(frame);
  return frame;
}

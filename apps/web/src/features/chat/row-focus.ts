const MESSAGE = '[data-message-id]';

/**
 * By keyboard one goes from message to message with the arrows, and Enter asks what may be done with it.
 *
 * @returns whether the key meant that
 */
export function followKey(list: HTMLElement, key: string): boolean {
  const rows = [...list.querySelectorAll<HTMLElement>(MESSAGE)];
  const at = rows.findIndex((row) => row === document.activeElement);
  if (key === 'Enter' && at >= 0) {
    // As the key that some keyboards have for it.
    rows[at]?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }));
    return true;
  }
  if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
  const isInside = document.activeElement === list || at >= 0;
  const next = at < 0 ? rows.at(-1) : rows[at + (key === 'ArrowUp' ? -1 : 1)];
  if (!isInside || !next) return false;
  next.focus();
  return true;
}

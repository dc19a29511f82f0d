/** Marks a style sheet that did not come, as the page itself does not tell it from one that is on its way. */
const MARK = 'data-failed';

/** Notes from now on which style sheets of a page do not come. */
export function noteFailedStyles(page: Document): void {
  const note = ({ target }: Event): void => {
    if (target instanceof HTMLLinkElement && target.rel === 'stylesheet') target.toggleAttribute(MARK, true);
  };
  // Errors of elements do not rise, but they can be met on the way down.
  page.addEventListener('error', note, { capture: true });
}

/**
 * Asks again for the style sheets of a page that did not come. The bundler's loader asks for each only once: code that comes
 * at the second try, or for the second who wants it, would be drawn without its looks.
 *
 * @throws Error where one still does not come
 */
export async function loadFailedStyles(page: Document): Promise<void> {
  const links = [...page.querySelectorAll<HTMLLinkElement>(`link[${MARK}]`)];
  await Promise.all(links.map(replace));
}

function replace(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.removeAttribute(MARK);
    again.addEventListener('load', () => resolve());
    again.addEventListener('error', () => reject(new Error(`${again.href} does not come`)));
    link.replaceWith(again);
  });
}

/**
 * Asks once more for the style sheets of the page that did not come. The bundler's loader asks for each only once: the code
 * of a part that comes at the second try would be drawn without its looks.
 *
 * @throws Error where one still does not come
 */
export async function loadStylesAgain(page: Document): Promise<void> {
  const links = [...page.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')];
  await Promise.all(links.filter(({ sheet }) => sheet === null).map(replace));
}

function replace(link: HTMLLinkElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const again = link.cloneNode() as HTMLLinkElement;
    again.addEventListener('load', () => resolve());
    again.addEventListener('error', () => reject(new Error(`${again.href} does not come`)));
    link.replaceWith(again);
  });
}

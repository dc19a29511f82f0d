/** In CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** How large to lay something out, and how much smaller to show it, so that it fits a box and is nowhere below a size. */
export function fitAtLeast(box: Size, least: Size): Size & { scale: number } {
  const scale = Math.min(1, box.width / least.width, box.height / least.height);
  return { width: box.width / scale, height: box.height / scale, scale };
}

/**
 * Keeps an element as large as its box, and lays it out larger where the box is smaller than what its vendor asks for:
 * then it is shown scaled down.
 *
 * @returns ends it
 */
export function keepAtLeast(element: HTMLElement, box: HTMLElement, least: Size): () => void {
  const fit = (): void => {
    // Not in whole pixels, as others of its sizes are.
    const size = box.getBoundingClientRect();
    if (size.width === 0 || size.height === 0) return;
    const { width, height, scale } = fitAtLeast(size, least);
    Object.assign(element.style, {
      width: `${width}px`,
      height: `${height}px`,
      transformOrigin: '0 0',
      transform: scale === 1 ? '' : `scale(${scale})`,
    });
  };
  const observer = new ResizeObserver(fit);
  observer.observe(box);
  fit();
  return () => observer.disconnect();
}

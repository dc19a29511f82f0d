/** Where a row of the list lies, in CSS pixels, while nothing is dragged. */
export interface RowBox {
  top: number;
  height: number;
}

/**
 * Which place a dragged row would take.
 *
 * @param from the place that it comes from
 * @param offset how far it was dragged, in CSS pixels
 */
export function dropIndex(boxes: readonly RowBox[], from: number, offset: number): number {
  const dragged = boxes[from];
  if (!dragged) return from;
  const top = dragged.top + offset;
  const bottom = top + dragged.height;
  let to = from;
  boxes.forEach((box, index) => {
    const middle = box.top + box.height / 2;
    if (index > from && bottom > middle) to = index;
    if (index < from && top < middle) to = Math.min(to, index);
  });
  return to;
}

/** How far a row makes way for the dragged one, in CSS pixels. */
export function shiftOf(index: number, drag: { from: number; to: number; height: number }): number {
  const { from, to, height } = drag;
  if (index > from && index <= to) return -height;
  if (index < from && index >= to) return height;
  return 0;
}

/** How near the edge a pointer has to be for the list to scroll by itself, and how far it scrolls a frame at most. */
const SCROLL_ZONE_PX = 56;
const SCROLL_STEP_PX = 10;

/** How far to scroll in this frame, in CSS pixels. @param y of the pointer, as `top` and `bottom` of what scrolls */
export function scrollStep(y: number, { top, bottom }: { top: number; bottom: number }): number {
  const above = Math.min(1, Math.max(0, (top + SCROLL_ZONE_PX - y) / SCROLL_ZONE_PX));
  const below = Math.min(1, Math.max(0, (y - (bottom - SCROLL_ZONE_PX)) / SCROLL_ZONE_PX));
  return Math.round((below - above) * SCROLL_STEP_PX);
}

/** Red, green and blue, 0..255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** The least that WCAG AA asks of words in normal size. */
export const READABLE_CONTRAST = 4.5;

const STEPS = 20;

/** Reads `#rgb` and `#rrggbb`; anything else is undefined. */
export function parseHex(text: string): Rgb | undefined {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1];
  if (digits === undefined) return undefined;
  const long = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits;
  const value = Number.parseInt(long, 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export function toHex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** @param share of `other`, 0..1 */
export function mix(colour: Rgb, other: Rgb, share: number): Rgb {
  const part = (index: 0 | 1 | 2) => colour[index] + (other[index] - colour[index]) * share;
  return [part(0), part(1), part(2)];
}

/** WCAG's ratio, 1..21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

/**
 * The colour, moved towards another one no further than words in it need on every one of the backgrounds.
 *
 * @param backgrounds what the words may lie on; a wash of the colour itself, too
 */
export function readable(colour: Rgb, towards: Rgb, backgrounds: (colour: Rgb) => readonly Rgb[]): Rgb {
  for (let step = 0; step <= STEPS; step += 1) {
    // As it will be written: rounded up a button has lost what it had won.
    const [red, green, blue] = mix(colour, towards, step / STEPS);
    const candidate: Rgb = [Math.round(red), Math.round(green), Math.round(blue)];
    if (backgrounds(candidate).every((background) => contrast(candidate, background) >= READABLE_CONTRAST)) {
      return candidate;
    }
  }
  return towards;
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Colours that can be read, by the measure of WCAG 2.2. */

type Rgb = readonly [red: number, green: number, blue: number];

export function rgbOf(hex: string): Rgb {
  const at = (from: number): number => parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

const hexOf = (rgb: Rgb): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** From 1, the same, to 21, black on white. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(rgbOf(one)), luminance(rgbOf(other))];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Contrast that AA requires of text. */
export const READABLE = 4.5;

/** Black or white, whichever is read better on it. */
export const textOn = (background: string): string =>
  contrast(background, '#ffffff') >= contrast(background, '#000000') ? '#ffffff' : '#000000';

/** The colour, or as little lighter or darker as it takes to be read on every one of the backgrounds. */
export function readableOn(colour: string, backgrounds: readonly string[]): string {
  const isDark = backgrounds.every((background) => textOn(background) === '#ffffff');
  const towards = rgbOf(isDark ? '#ffffff' : '#000000');
  const from = rgbOf(colour);
  for (let percent = 0; percent < 100; percent += 2) {
    const mixed = hexOf(
      from.map((part, index) => part + (((towards[index] ?? 0) - part) * percent) / 100) as unknown as Rgb,
    );
    if (backgrounds.every((background) => contrast(mixed, background) >= READABLE)) {
      return mixed;
    }
  }
  return hexOf(towards);
}

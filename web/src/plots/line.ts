/** Where a line goes on a picture: numbers are pixels and points of a plot, never money. */

export interface Span {
  readonly least: number;
  readonly most: number;
}

/** What the values lie within, with a little room; a flat line runs in the middle. */
export function spanOf(values: readonly number[], room = 0.05): Span {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const pad = most > least ? (most - least) * room : Math.abs(most) * room || 1;
  return { least: least - pad, most: most + pad };
}

export const heightOf = (value: number, { least, most }: Span, height: number): number =>
  height * (1 - (value - least) / (most - least));

/** @returns a path through all values, from the left to the right edge */
export function pathOf(values: readonly number[], span: Span, width: number, height: number): string {
  return values
    .map(
      (value, at) =>
        `${at === 0 ? 'M' : 'L'}${leftOf(at, values.length, width)} ${tenth(heightOf(value, span, height))}`,
    )
    .join('');
}

/** The path between a lower and an upper line, closed. */
export function bandOf(
  lows: readonly number[],
  highs: readonly number[],
  span: Span,
  width: number,
  height: number,
): string {
  const back = lows.map((_, at) => {
    const index = lows.length - 1 - at;
    return `L${leftOf(index, lows.length, width)} ${tenth(heightOf(lows[index] ?? 0, span, height))}`;
  });
  return `${pathOf(highs, span, width, height)}${back.join('')}Z`;
}

export const leftOf = (at: number, count: number, width: number): number =>
  count < 2 ? tenth(width / 2) : tenth((width * at) / (count - 1));

/** Which value is nearest to a place. */
export const nearest = (x: number, count: number, width: number): number =>
  count < 2 || width <= 0 ? 0 : Math.max(0, Math.min(count - 1, Math.round((x / width) * (count - 1))));

const tenth = (pixels: number): number => Math.round(pixels * 10) / 10;

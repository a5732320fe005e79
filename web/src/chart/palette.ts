/** The page's colours, for what is drawn on a canvas. */
export interface Palette {
  readonly text: string;
  readonly line: string;
  readonly up: string;
  readonly down: string;
  readonly upFaint: string;
  readonly downFaint: string;
  readonly accent: string;
  readonly accentFaint: string;
  /** The background of the chart. */
  readonly background: string;
  readonly font: string;
  /** Distinguishable colours of curves. */
  readonly curves: readonly string[];
}

const CURVE_COLOURS = 6;

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: colour('--quiet'),
    line: colour('--grid'),
    up: colour('--up'),
    down: colour('--down'),
    upFaint: colour('--up-faint'),
    downFaint: colour('--down-faint'),
    accent: colour('--accent'),
    accentFaint: colour('--accent-faint'),
    background: colour('--panel'),
    font: colour('--font'),
    curves: Array.from({ length: CURVE_COLOURS }, (_, at) => colour(`--curve-${at}`)),
  };
}

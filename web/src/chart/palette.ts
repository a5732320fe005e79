/** The page's colours, for what is drawn on a canvas. */
export interface Palette {
  readonly text: string;
  readonly line: string;
  readonly up: string;
  readonly down: string;
  readonly upFaint: string;
  readonly downFaint: string;
  readonly font: string;
}

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
    font: colour('--font'),
  };
}

/** How large the parts of the desk are, as a person dragged them; kept in the browser. */
import { stored } from '../settings/stored';

export const PARTS = ['book', 'side', 'orders'] as const;
export type Part = (typeof PARTS)[number];

/** In pixels; null: as the page thinks best. */
export type Layout = Readonly<Record<Part, number | null>>;

const NONE: Layout = { book: null, side: null, orders: null };
export const LEAST: Readonly<Record<Part, number>> = { book: 220, side: 250, orders: 120 };
export const MOST: Readonly<Record<Part, number>> = { book: 560, side: 560, orders: 620 };

export const layout = stored<Layout>('layout', (raw) => {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
  const read = (part: Part): number | null => {
    const size = of[part];
    return typeof size === 'number' && Number.isFinite(size) ? sized(part, size) : null;
  };
  return { ...NONE, book: read('book'), side: read('side'), orders: read('orders') };
});

export const sized = (part: Part, pixels: number): number =>
  Math.round(Math.min(Math.max(pixels, LEAST[part]), MOST[part]));

/** Variables of the style sheet: none for sizes that were not dragged. */
export const styleOf = (now: Layout): Readonly<Record<string, string>> =>
  Object.fromEntries(
    PARTS.flatMap((part) => {
      const size = now[part];
      return size === null ? [] : [[`--${part}-size`, `${size}px`]];
    }),
  );

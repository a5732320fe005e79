/** Charts as a person set them up, under a name; kept in the browser. */
import { stored } from '../settings/stored';
import { beside, besideIn, type Beside } from './beside';
import { SPANS, type Span } from './candles';
import { chosenIn, indicators, type Chosen } from './chosen';
import { lineColours, lineColoursIn, type LineColours } from './line-colours';
import { look, lookIn, type Look } from './look';

export interface ChartLayout {
  readonly name: string;
  readonly span: Span;
  readonly look: Look;
  readonly indicators: Chosen;
  readonly lineColours: LineColours;
  readonly beside: readonly Beside[];
}

export const LAYOUTS_MAX = 20;
export const NAME_MAX = 40;

/** Reads stored layouts, which an older page or another program may have written. */
export function layoutsIn(raw: unknown): readonly ChartLayout[] {
  return Array.isArray(raw) ? raw.flatMap(layoutIn).slice(-LAYOUTS_MAX) : [];
}

function layoutIn(raw: unknown): readonly ChartLayout[] {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  const span = SPANS.find((known) => known === of['span']);
  const name = of['name'];
  return typeof name === 'string' && name !== '' && name.length <= NAME_MAX && span !== undefined
    ? [
        {
          name,
          span,
          look: lookIn(of['look']),
          indicators: chosenIn(of['indicators']),
          lineColours: lineColoursIn(of['lineColours']),
          beside: besideIn(of['beside']),
        },
      ]
    : [];
}

export const layouts = stored<readonly ChartLayout[]>('chart-layouts', layoutsIn);

/** The chart as it is now; takes the place of one of the same name. */
export function saveLayout(name: string, span: Span): void {
  const others = layouts.get().filter((layout) => layout.name !== name);
  const saved = {
    name,
    span,
    look: look.get(),
    indicators: indicators.get(),
    lineColours: lineColours.get(),
    beside: beside.get(),
  };
  layouts.set([...others, saved].slice(-LAYOUTS_MAX));
}

export const removeLayout = (name: string): void => layouts.set(layouts.get().filter((layout) => layout.name !== name));

export function applyLayout(layout: ChartLayout, onSpan: (span: Span) => void): void {
  look.set(layout.look);
  indicators.set(layout.indicators);
  lineColours.set(layout.lineColours);
  beside.set(layout.beside);
  onSpan(layout.span);
}

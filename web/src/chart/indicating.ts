/** The chosen indicators in the chart library: made when another choice is made; their values follow each candle. */
import {
  registerIndicator,
  type Chart,
  type IndicatorCreate,
  type IndicatorFigure,
  type IndicatorFigureStyle,
} from 'klinecharts';
import { heikinAshi, type Bar } from './bars';
import { CATALOGUE, isFetched, KINDS, titleOf, type Fetched, type Kind, type LineSpec } from './catalogue';
import type { Chosen } from './chosen';
import { MEANS, type Formula } from './means';
import { paintHeikin, paintProfile, paintVolume } from './painters';
import { colouredLines, type LineColours } from './line-colours';
import type { Palette } from './palette';

const NAME = 'flowex';
const PRICES = 'candle_pane';
const PANE_HEIGHT = 84;
const PANE_LEAST = 40;
/** Share of a low chart, as on a phone, that a pane gets: the prices keep most of the chart. */
const PANE_SHARE = 0.16;
/** Below the indicators, above the candles that are not seen. */
const BEHIND = -1;
const OWN_LOOK = { heikin: 'look-heikin', compared: 'look-compared' } as const;

type Values = Readonly<Record<string, number | null>>;
type Formulas = Readonly<Record<Fetched, Formula>>;

registerIndicator({ name: NAME, calc: () => [] });

/** An indicator's values at a candle. */
export interface Figure {
  readonly kind: Kind;
  readonly title: string;
  /** Pixels from the top of the chart to its pane; 0 is that of the prices. */
  readonly top: number;
  readonly places: number | null;
  readonly values: readonly { readonly line: LineSpec; readonly value: number }[];
}

export class IndicatorDrawing {
  #formulas: Formulas | null = null;
  #chosen: Chosen = {};
  #lineColours: LineColours = {};
  #made: Readonly<Record<string, string>> = {};
  #compared: ReadonlyMap<number, number> | null = null;

  constructor(
    private readonly chart: Chart,
    private readonly places: number,
    private colours: Palette,
    private readonly onValues: () => void,
  ) {}

  recolour(colours: Palette): void {
    this.colours = colours;
    this.#draw();
  }

  /** @returns once those are drawn that had to be fetched */
  async indicate(chosen: Chosen, lineColours: LineColours): Promise<void> {
    this.#chosen = chosen;
    this.#lineColours = lineColours;
    this.#draw();
    if (this.#formulas === null && KINDS.some((kind) => chosen[kind] !== undefined && isFetched(kind))) {
      this.#formulas = (await import('./curves')).FORMULAS;
      this.#draw();
    }
  }

  heikin(isShown: boolean): void {
    this.#look(OWN_LOOK.heikin, isShown, () => ({
      calc: (bars) => [...heikinAshi(bars as unknown as readonly Bar[])],
      draw: paintHeikin(this.colours) as NonNullable<IndicatorCreate['draw']>,
    }));
  }

  /** @param closes closes of the other market, by the time their candle opens; null: none is compared */
  compare(closes: ReadonlyMap<number, number> | null): void {
    this.#compared = closes;
    this.#look(OWN_LOOK.compared, closes !== null, () => ({
      calc: (bars) => [...besides(bars as unknown as readonly Bar[], closes ?? new Map(), this.chart)],
      figures: [figureOf('0', { name: '', colour: 1, style: 'line' }, this.colours)],
    }));
  }

  /** Another part of the past is looked at: the compared market begins where that does. */
  scrolled(): void {
    if (this.#compared !== null) {
      this.chart.overrideIndicator({
        name: NAME,
        id: OWN_LOOK.compared,
        calcParams: [this.chart.getVisibleRange().from],
      });
    }
  }

  figuresAt(at: number): readonly Figure[] {
    return KINDS.flatMap((kind): readonly Figure[] => {
      const numbers = this.#chosen[kind];
      const [made] = this.chart.getIndicators({ id: kind });
      const of = made?.result[at] as Values | undefined;
      if (numbers === undefined || made === undefined || of === undefined) {
        return [];
      }
      const values = colouredLines(kind, numbers, this.#lineColours).flatMap((line, index) => {
        const value = of[String(index)] ?? null;
        return value === null ? [] : [{ line, value }];
      });
      const top = made.paneId === PRICES ? 0 : (this.chart.getSize(made.paneId, 'root')?.top ?? 0);
      return values.length === 0
        ? []
        : [{ kind, title: titleOf(kind, numbers), top, places: CATALOGUE[kind].places, values }];
    });
  }

  #draw(): void {
    for (const kind of KINDS) {
      const numbers = this.#chosen[kind];
      const shape =
        numbers === undefined || (isFetched(kind) && this.#formulas === null)
          ? ''
          : JSON.stringify([numbers, this.colours, this.#lineColours[kind]]);
      if (shape !== (this.#made[kind] ?? '')) {
        this.#made = { ...this.#made, [kind]: shape };
        this.chart.removeIndicator({ id: kind });
        if (shape !== '') {
          this.#make(kind, numbers ?? []);
        }
      }
    }
  }

  #make(kind: Kind, numbers: readonly number[]): void {
    const { pane, places } = CATALOGUE[kind];
    const paneId = pane === 'price' ? PRICES : `pane-${kind}`;
    this.chart.createIndicator(
      { name: NAME, id: kind, paneId, precision: places ?? this.places, ...this.#partsOf(kind, numbers) },
      true,
    );
    if (pane === 'own') {
      const whole = this.chart.getSize()?.height ?? 0;
      const height = Math.max(PANE_LEAST, Math.min(PANE_HEIGHT, whole * PANE_SHARE));
      this.chart.setPaneOptions({ id: paneId, height, minHeight: PANE_LEAST, order: KINDS.indexOf(kind) });
    }
  }

  #partsOf(kind: Kind, numbers: readonly number[]): Partial<IndicatorCreate> {
    if (kind === 'volume') {
      return { draw: paintVolume(this.colours), zLevel: BEHIND };
    }
    if (kind === 'profile') {
      return { draw: paintProfile(this.colours, numbers[0] ?? 1), zLevel: BEHIND };
    }
    const formula = isFetched(kind) ? (this.#formulas?.[kind] ?? null) : MEANS[kind];
    return {
      calc: (bars) => {
        this.onValues();
        return valuesOf(formula, bars as unknown as readonly Bar[], numbers);
      },
      figures: colouredLines(kind, numbers, this.#lineColours).map((line, at) =>
        figureOf(String(at), line, this.colours),
      ),
      shouldFormatBigNumber: kind === 'obv',
    };
  }

  #look(id: string, isShown: boolean, parts: () => Partial<IndicatorCreate>): void {
    this.chart.removeIndicator({ id });
    if (isShown) {
      this.chart.createIndicator(
        { name: NAME, id, paneId: PRICES, precision: this.places, zLevel: BEHIND, ...parts() },
        true,
      );
    }
  }
}

function valuesOf(formula: Formula | null, bars: readonly Bar[], numbers: readonly number[]): Values[] {
  const curves = Object.entries(formula?.(bars, numbers) ?? {});
  return bars.map((_, at) => Object.fromEntries(curves.map(([name, curve]) => [name, curve[at] ?? null])));
}

/** The other market's closes, so that both begin at the same height where the sight begins. */
function besides(bars: readonly Bar[], closes: ReadonlyMap<number, number>, chart: Chart): readonly Values[] {
  const { from } = chart.getVisibleRange();
  const first = bars.findIndex((bar, at) => at >= from && closes.has(bar.timestamp));
  const begin = bars[first];
  const rate = begin === undefined ? 0 : begin.close / (closes.get(begin.timestamp) ?? 1);
  return bars.map((bar) => {
    const close = closes.get(bar.timestamp);
    return { 0: close === undefined || rate === 0 ? null : close * rate };
  });
}

/** The colour that a line is drawn in. */
export function lineColourIn({ colour }: LineSpec, { up, down, curves, text }: Palette): string {
  if (typeof colour === 'number') {
    return curves[colour] ?? text;
  }
  return colour === 'up' ? up : colour === 'down' ? down : colour;
}

function figureOf(key: string, line: LineSpec, colours: Palette): IndicatorFigure {
  const color = lineColourIn(line, colours);
  switch (line.style) {
    case 'line':
      return { key, type: 'line', styles: () => ({ color, size: 1, style: 'solid', smooth: false }) };
    case 'dots':
      return { key, type: 'circle', attrs: () => ({ r: 1.5 }), styles: () => ({ style: 'fill', color }) };
    case 'bars':
      return {
        key,
        type: 'bar',
        baseValue: 0,
        styles: ({ data: { current } }): IndicatorFigureStyle => {
          const value = (current as Values | null)?.[key] ?? 0;
          return { style: 'fill', color: value >= 0 ? colours.upFaint : colours.downFaint };
        },
      };
  }
}

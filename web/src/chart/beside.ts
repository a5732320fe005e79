/** The charts that stand beside the desk's own, each with its market and interval; kept in the browser. */
import { stored } from '../settings/stored';
import { SPANS, type Span } from './candles';

export interface Beside {
  readonly symbol: string;
  readonly span: Span;
}

export const BESIDE_MAX = 3;
const NONE: readonly Beside[] = [];
/** The intervals that further charts begin with. */
const SPANS_BEGUN: readonly Span[] = ['15m', '1h', '1d'];

/** Reads stored charts, which an older page or another program may have written. */
export const besideIn = (raw: unknown): readonly Beside[] =>
  Array.isArray(raw) ? raw.flatMap(oneIn).slice(0, BESIDE_MAX) : NONE;

function oneIn(raw: unknown): readonly Beside[] {
  const of = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  const span = SPANS.find((known) => known === of['span']);
  const symbol = of['symbol'];
  return typeof symbol === 'string' && span !== undefined ? [{ symbol, span }] : [];
}

export const beside = stored<readonly Beside[]>('charts', besideIn);

/** @param symbols markets that new charts take turns to show */
export function showBeside(count: number, symbols: readonly string[]): void {
  const now = beside.get();
  const more = SPANS_BEGUN.map((span, at) => ({ symbol: symbols[(at + 1) % symbols.length] ?? '', span }));
  beside.set([...now, ...more.slice(now.length)].slice(0, count));
}

export function changeBeside(at: number, changed: Partial<Beside>): void {
  beside.set(beside.get().map((one, place) => (place === at ? { ...one, ...changed } : one)));
}

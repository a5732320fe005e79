/** Judges one typed text by a market's rules: what it is, or what is wrong with it. */
import type { Market, Trailing } from '../exchange/model';
import { amount, plain, price, quantity, type Amount, type Price, type Quantity } from '../money/money';
import { parseTyped } from '../money/typed';

export type Fault =
  | { readonly kind: 'missing'; readonly what: 'price' | 'quantity' | 'value' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'ambiguous'; readonly whole: string; readonly decimal: string }
  | { readonly kind: 'off step'; readonly step: string }
  | { readonly kind: 'too little'; readonly least: string }
  | { readonly kind: 'too much'; readonly most: string }
  | { readonly kind: 'no funds'; readonly asset: string }
  /** Take profit and stop loss of an order that rests. */
  /** The exchange's own words: the rule that the field broke. */
  | { readonly kind: 'refused'; readonly rule: string };

export type Judged<U> = { readonly units: U; readonly fault: null } | { readonly units: null; readonly fault: Fault };

type What = 'price' | 'quantity' | 'value';

export const PERCENT_SCALE = 2;
const TRAILING_BPS_MAX = 5_000n;
/** The exchange keeps amounts in 63 bits. */
const AMOUNT_MAX = 2n ** 63n - 1n;

export function judgePrice(text: string, { scales, tick, priceMax }: Market): Judged<Price> {
  const judged = judge('price', text, scales.price, tick, tick, priceMax);
  return judged.fault === null ? { units: price(judged.units), fault: null } : judged;
}

export function judgeQuantity(text: string, { scales, lot, quantityMin, quantityMax }: Market): Judged<Quantity> {
  const judged = judge('quantity', text, scales.base, lot, quantityMin, quantityMax);
  return judged.fault === null ? { units: quantity(judged.units), fault: null } : judged;
}

export function judgeAmount(text: string, { quote }: Market): Judged<Amount> {
  const judged = judge('quantity', text, quote.scale, 1n, 1n, AMOUNT_MAX);
  return judged.fault === null ? { units: amount(judged.units), fault: null } : judged;
}

/** A distance in the quote asset, or in percent with two places. */
export function judgeTrailing(text: string, by: Trailing['by'], { scales, tick, priceMax }: Market): Judged<Trailing> {
  if (by === 'amount') {
    const judged = judge('value', text, scales.price, tick, tick, priceMax);
    return judged.fault === null ? { units: { by: 'amount', amount: price(judged.units) }, fault: null } : judged;
  }
  const judged = judge('value', text, PERCENT_SCALE, 1n, 1n, TRAILING_BPS_MAX);
  return judged.fault === null ? { units: { by: 'rate', bps: Number(judged.units) }, fault: null } : judged;
}

export const judgeWhole = (text: string, min: bigint, max: bigint): Judged<bigint> =>
  judge('value', text, 0, 1n, min, max);

export function judgeTime(text: string): Judged<string> {
  const at = new Date(text);
  return Number.isNaN(at.getTime())
    ? { units: null, fault: { kind: 'missing', what: 'value' } }
    : { units: at.toISOString(), fault: null };
}

function judge(what: What, text: string, scale: number, step: bigint, min: bigint, max: bigint): Judged<bigint> {
  const parsed = parseTyped(text, scale);
  if (text === '') {
    return { units: null, fault: { kind: 'missing', what } };
  }
  if (parsed.kind === 'malformed' || parsed.kind === 'ambiguous') {
    return { units: null, fault: parsed };
  }
  if (parsed.kind === 'too fine' || parsed.units % step !== 0n) {
    return { units: null, fault: { kind: 'off step', step: plain(step, scale) } };
  }
  if (parsed.units < min) {
    return { units: null, fault: { kind: 'too little', least: plain(min, scale) } };
  }
  if (parsed.units > max) {
    return { units: null, fault: { kind: 'too much', most: plain(max, scale) } };
  }
  return { units: parsed.units, fault: null };
}

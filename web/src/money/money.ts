/**
 * Money as whole numbers. A unit is the smallest part of an asset (scale 8: 100_000_000 units are 1.0) and a bigint, so
 * nothing is ever rounded by accident; `number` is for pixels and the chart alone.
 */
import { readable } from './numerals';

declare const brand: unique symbol;

/** A scaled whole number that only its own kind may be mixed with. */
type Scaled<Kind extends string> = bigint & { readonly [brand]: Kind };

/** Quote units per whole base unit, in the market's price scale. */
export type Price = Scaled<'price'>;
/** A quantity of a market's base asset, in that asset's scale. */
export type Quantity = Scaled<'quantity'>;
/** A sum of one asset, in that asset's scale. */
export type Amount = Scaled<'amount'>;
/** A share of the whole, in millionths: a fee of 0.1 % is 1000. */
export type Rate = Scaled<'rate'>;
/** Hundredths of a percent. */
export type BasisPoints = Scaled<'basis points'>;

export type Units = Price | Quantity | Amount | Rate | BasisPoints;

export const price = (units: bigint): Price => units as Price;
export const quantity = (units: bigint): Quantity => units as Quantity;
export const amount = (units: bigint): Amount => units as Amount;
export const rate = (units: bigint): Rate => units as Rate;
export const basisPoints = (units: bigint): BasisPoints => units as BasisPoints;

export const RATE_WHOLE = 1_000_000n;

export const unitsPerWhole = (scale: number): bigint => 10n ** BigInt(scale);

/** A decimal as typed, once understood. */
export type Parsed =
  { readonly kind: 'units'; readonly units: bigint } | { readonly kind: 'malformed' } | { readonly kind: 'too fine' };

const PLAIN = /^-?\d+(\.\d*)?$|^-?\.\d+$/;

/** Parses without rounding: a digit the scale cannot hold is an answer of its own, never dropped. */
export function parse(text: string, scale: number): Parsed {
  if (!PLAIN.test(text) || text.length > 40) {
    return { kind: 'malformed' };
  }
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = (negative ? text.slice(1) : text).split('.');
  if (fraction.slice(scale).replaceAll('0', '') !== '') {
    return { kind: 'too fine' };
  }
  const units = BigInt(whole + fraction.slice(0, scale).padEnd(scale, '0'));
  return { kind: 'units', units: negative ? -units : units };
}

/** Formats without leaving whole numbers: 6_500_025n at scale 2 is "65000.25". */
export function format(units: bigint, scale: number): string {
  const negative = units < 0n;
  const digits = (negative ? -units : units).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return negative ? `-${text}` : text;
}

/** The same without trailing zeros, as the exchange is sent it: "65000.5". */
export function plain(units: bigint, scale: number): string {
  const text = format(units, scale);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** For reading: as the page's language writes numbers, thousands apart, and `places` decimals; further digits are cut off, not rounded. */
export function grouped(units: bigint, scale: number, places = scale): string {
  const shown = places >= scale ? format(units, scale) : format(units / unitsPerWhole(scale - places), places);
  return readable(shown, true);
}

/** How many decimals a step such as a tick needs: 1_000n at scale 8 is "0.00001", so 5. */
export function placesOf(step: bigint, scale: number): number {
  return plain(step, scale).split('.')[1]?.length ?? 0;
}

/** The scales that a multiplication of price and quantity needs. */
export interface Scales {
  readonly price: number;
  readonly base: number;
  readonly quote: number;
}

/** Quote amount of `of` at `at`, rounded down as a fill is. */
export function notional(at: Price, of: Quantity, scales: Scales): Amount {
  return amount(rescale(at * of, scales.price + scales.base, scales.quote));
}

/** The price at which `of` comes to `quote`, rounded down; null for nothing. */
export function meanPrice(of: Quantity, quote: Amount, scales: Scales): Price | null {
  return of === 0n
    ? null
    : price((quote * unitsPerWhole(scales.price + scales.base)) / (of * unitsPerWhole(scales.quote)));
}

/** The most base that `funds` buy at `at`, rounded down. */
export function affordable(funds: Amount, at: Price, scales: Scales): Quantity {
  if (at <= 0n) {
    return quantity(0n);
  }
  return quantity(rescale(funds, scales.quote, scales.price + scales.base) / at);
}

/** `part` of `whole`, rounded up as a fee is. */
export function share(whole: bigint, part: Rate): bigint {
  return (whole * part + RATE_WHOLE - 1n) / RATE_WHOLE;
}

export const floorTo = <U extends Units>(units: U, step: bigint): U => (units - (units % step)) as U;

export const ceilTo = <U extends Units>(units: U, step: bigint): U => (((units + step - 1n) / step) * step) as U;

export const least = <U extends bigint>(a: U, b: U): U => (a < b ? a : b);

export const most = <U extends bigint>(a: U, b: U): U => (a > b ? a : b);

/** For drawing only: never send what this returns. */
export function forDrawing(units: bigint, scale: number): number {
  return Number(units) / 10 ** scale;
}

function rescale(units: bigint, from: number, to: number): bigint {
  return from >= to ? units / unitsPerWhole(from - to) : units * unitsPerWhole(to - from);
}

/** Sums of a trade between people, counted as the exchange counts them; its answer decides. */
import type { Offer } from '../exchange/p2p';
import type { Asset, Market } from '../exchange/model';
import { least, parse, plain, unitsPerWhole } from '../money/money';

/** Decimals of every price of an offer. */
export const PRICE_SCALE = 8;
const MILLION = 1_000_000n;
const ISO_PLACES = 2;

/** Payment for a quantity, rounded up to the smallest unit of the currency. */
export function paymentFor(price: bigint, quantity: bigint, assetScale: number, places: number): bigint {
  const whole = unitsPerWhole(PRICE_SCALE + assetScale);
  return (price * quantity * unitsPerWhole(places) + whole - 1n) / whole;
}

/** The largest quantity whose payment is at most that. */
export function quantityFor(price: bigint, payment: bigint, assetScale: number, places: number): bigint {
  return price <= 0n ? 0n : (payment * unitsPerWhole(PRICE_SCALE + assetScale)) / (price * unitsPerWhole(places));
}

/** Fee of the seller on top of a quantity, rounded down. */
export const feeFor = (quantity: bigint, millionths: number): bigint => (quantity * BigInt(millionths)) / MILLION;

/** Units of a decimal that the exchange wrote; 0 where it is none. */
export function unitsOf(text: string | null, scale: number): bigint {
  const parsed = parse(text ?? '', scale);
  return parsed.kind === 'units' ? parsed.units : 0n;
}

/** The least and the most that can be taken of an offer now. */
export function limitsOf(
  { offer }: Pick<Offer, 'offer'>,
  scale: number,
): { readonly least: bigint; readonly most: bigint } {
  return {
    least: unitsOf(offer.min_quantity, scale),
    most: least(unitsOf(offer.max_quantity, scale), unitsOf(offer.remaining, scale)),
  };
}

/** Each asset of the markets once. */
export function assetsOf(markets: readonly Market[]): readonly Asset[] {
  const all = markets.flatMap(({ base, quote }) => [base, quote]);
  return all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
}

/** Decimals of a currency of payments: those of a listed asset, else of ISO 4217. */
export function placesIn(currency: string, assets: readonly Asset[]): number {
  const listed = assets.find(({ code }) => code === currency);
  if (listed !== undefined) {
    return listed.scale;
  }
  try {
    return (
      new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? ISO_PLACES
    );
  } catch {
    return ISO_PLACES;
  }
}

/** Reason why an offer stands behind the one before it. */
export type PlaceReason =
  | { readonly kind: 'best' }
  /** @param share distance from the best price, such as "1.25" percent */
  | { readonly kind: 'price'; readonly share: string }
  | { readonly kind: 'reliability' }
  | { readonly kind: 'age' };

/** Why the offer at that place of a search is there. */
export function reasonOf(offers: readonly Offer[], at: number): PlaceReason {
  const [best, before, here] = [offers[0], offers[at - 1], offers[at]];
  if (best === undefined || before === undefined || here === undefined) {
    return { kind: 'best' };
  }
  if (here.price !== before.price) {
    const [top, own] = [unitsOf(best.price, PRICE_SCALE), unitsOf(here.price, PRICE_SCALE)];
    const distance = own > top ? own - top : top - own;
    return { kind: 'price', share: top === 0n ? '0' : plain((distance * 10_000n + top / 2n) / top, 2) };
  }
  return here.owner.per_mille === before.owner.per_mille ? { kind: 'age' } : { kind: 'reliability' };
}

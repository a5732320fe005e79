/**
 * With which figures a coin is opened for trading where nobody gives others: the exchange's own rule (docs/operations/listings.md), so
 * that they are on the screen before it is done. What is shown is what is sent.
 */

/** The exchange keeps amounts in whole units of 64 bits, and room for ten times what may ever exist. */
const UNITS_MAX = 9_223_372_036_854_775_807n;
const HEADROOM = 10n;
const PLACES_MAX = 18;
const PLACES = 8;
/** A price has six digits. */
const DIGITS = 5;
/** So many more than there are now may be made of a coin that knows no most. */
const GROWTH = 10n;
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

export interface Figures {
  readonly tick: string;
  readonly lot: string;
}

const tenTo = (power: number): string => (power >= 0 ? `1${'0'.repeat(power)}` : `0.${'0'.repeat(-power - 1)}1`);

/**
 * @param dollars what a coin costs; null: nobody has said lately
 * @param paid what one of the quote asset costs
 * @param scale decimal places of the coin's asset
 * @returns null where no price is known, or one that is too small for any tick
 */
export function figuresOf(dollars: string | null, paid: string | null, scale: number): Figures | null {
  const price = Number(dollars ?? '0') / Number(paid ?? '0');
  if (!Number.isFinite(price) || price <= 0) {
    return null;
  }
  const magnitude = Number(price.toExponential().split('e')[1]);
  return magnitude - DIGITS < -PLACES_MAX
    ? null
    : { tick: tenTo(magnitude - DIGITS), lot: tenTo(Math.max(-magnitude - 2, -scale)) };
}

/** How many whole coins a scale can hold. */
const heldBy = (scale: number): bigint => UNITS_MAX / 10n ** BigInt(scale) / HEADROOM;

/** A whole number that is not smaller; null of what is no decimal above zero. */
function wholeOf(text: string | null): bigint | null {
  const [, whole, fraction = ''] = DECIMAL.exec(text ?? '') ?? [];
  if (whole === undefined) {
    return null;
  }
  const up = BigInt(whole) + (/[1-9]/.test(fraction) ? 1n : 0n);
  return up > 0n ? up : null;
}

/** The finest scale up to eight places that holds as many whole coins as there may ever be. */
export function scaleOf(most: string | null, now: string | null): number {
  const there = wholeOf(now);
  const held = wholeOf(most) ?? (there === null ? 1n : there * GROWTH);
  let places = PLACES;
  while (places > 0 && held > heldBy(places)) {
    places--;
  }
  return places;
}

/** How many whole coins there may ever be; as many as the scale holds where nobody says it. */
export function supplyOf(most: string | null, scale: number): string {
  const held = heldBy(scale);
  const told = wholeOf(most);
  return String(told === null || told > held ? held : told);
}

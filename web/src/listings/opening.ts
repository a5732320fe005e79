/**
 * Default figures for opening a coin for trading: the exchange's own rule (docs/operations/listings.md), so that they
 * are on the screen before it is done. The shown figures are the sent ones.
 */

/** The exchange keeps amounts in whole units of 64 bits, and room for ten times what may ever exist. */
const UNITS_MAX = 9_223_372_036_854_775_807n;
const HEADROOM = 10n;
const PLACES_MAX = 18;
const PLACES = 8;
/** A price has six digits. */
const DIGITS = 5;
/** Multiple of the present number that a coin without a maximum may be listed with. */
const GROWTH = 10n;
const DECIMAL = /^(\d+)(?:\.(\d+))?$/;

export interface Figures {
  readonly tick: string;
  readonly lot: string;
}

const tenTo = (power: number): string => (power >= 0 ? `1${'0'.repeat(power)}` : `0.${'0'.repeat(-power - 1)}1`);

/**
 * @param dollars price of a coin; null: unknown lately
 * @param paid price of one of the quote asset
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

/** Maximum number of whole coins; as many as the scale holds where it is unknown. */
export function supplyOf(most: string | null, scale: number): string {
  const held = heldBy(scale);
  const supply = wholeOf(most);
  return String(supply === null || supply > held ? held : supply);
}

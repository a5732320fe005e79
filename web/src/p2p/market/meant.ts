/** Meaning of a number that is typed into one of the two fields of a trade. */
import type { Asset } from '../../exchange/model';
import type { Offer } from '../../exchange/p2p';
import { plain } from '../../money/money';
import { readable } from '../../money/numerals';
import { parseTyped } from '../../money/typed';
import type { Fault } from '../../ticket/judge';
import { limitsOf, paymentFor, quantityFor } from '../sums';

/** The field that was typed into; the other one follows. */
export type By = 'payment' | 'quantity';

export interface Sums {
  readonly at: bigint;
  readonly asset: Asset;
  readonly places: number;
  readonly offer: Offer;
}

export interface Meant {
  readonly quantity: bigint | null;
  readonly payment: bigint | null;
  readonly fault: Fault | null;
}

/** Quantity and payment that a typed number stands for, and what is wrong with it. */
export function meantBy(
  { by, text }: { readonly by: By; readonly text: string },
  { at, asset, places, offer }: Sums,
): Meant {
  if (text === '') {
    return { quantity: null, payment: null, fault: null };
  }
  const scale = by === 'payment' ? places : asset.scale;
  const parsed = parseTyped(text, scale);
  if (parsed.kind !== 'units') {
    const fault: Fault = parsed.kind === 'too fine' ? { kind: 'off step', step: plain(1n, scale) } : parsed;
    return { quantity: null, payment: null, fault };
  }
  const quantity = by === 'payment' ? quantityFor(at, parsed.units, asset.scale, places) : parsed.units;
  const payment = paymentFor(at, quantity, asset.scale, places);
  return { quantity, payment, fault: outOf(quantity, by, { at, asset, places, offer }) };
}

function outOf(quantity: bigint, by: By, { at, asset, places, offer }: Sums): Fault | null {
  const { least, most } = limitsOf(offer, asset.scale);
  const limitText = (units: bigint): string =>
    by === 'quantity'
      ? `${readable(plain(units, asset.scale), true)} ${asset.code}`
      : `${readable(plain(paymentFor(at, units, asset.scale, places), places), true)} ${offer.offer.currency}`;
  if (quantity < least) {
    return { kind: 'too little', least: limitText(least) };
  }
  return quantity > most ? { kind: 'too much', most: limitText(most) } : null;
}

/** Warnings about an order that the exchange would take. */
import type { ConnectionState, Market } from '../exchange/model';
import type { BookPicture } from '../book/live-book';
import { meanPrice, plain, price as asPrice, type Price } from '../money/money';
import type { Circumstances, Draft, Form } from './draft';
import { has } from './kinds';
import { readable } from '../money/numerals';

export type Warning =
  /** Percentage by which a limit, or the mean of a market order's fills, is worse than the book's offer. */
  | { readonly kind: 'far' | 'slips'; readonly percent: string; readonly from: Price }
  /** Percentage of the available amount. */
  | { readonly kind: 'large'; readonly percent: string }
  | { readonly kind: 'shallow' }
  | { readonly kind: 'not live' };

/** Beyond so much worse than the middle of the book a limit is asked about; one in the book's favour never. */
const FAR_BPS = 500n;
const SLIPS_BPS = 200n;
/** Beyond so much of what is available. */
const LARGE_PERCENT = 50n;

export function warningsOf(
  form: Form,
  draft: Draft,
  { market, picture, available }: Circumstances,
  last: Price | null,
  connection: ConnectionState,
): readonly Warning[] {
  const warnings: Warning[] = [];
  const reference = has(form.kind, 'stop') && form.kind !== 'oco' ? draft.stopPrice : (middleOf(picture) ?? last);
  const limit = has(form.kind, 'price') ? draft.price : draft.stopLimit;
  const limitBps = worseBy(form, limit, reference);
  if (limitBps > FAR_BPS && reference !== null) {
    warnings.push({ kind: 'far', percent: percentOf(limitBps), from: reference });
  }
  const best = form.side === 'buy' ? picture?.asks[0]?.price : picture?.bids[0]?.price;
  const meanBps = form.kind === 'market' && best !== undefined ? worseBy(form, meanOf(draft, market), best) : 0n;
  if (meanBps > SLIPS_BPS && best !== undefined) {
    warnings.push({ kind: 'slips', percent: percentOf(meanBps), from: best });
  }
  if (draft.shallow) {
    warnings.push({ kind: 'shallow' });
  }
  const spent: bigint | null = form.side === 'buy' ? draft.quote : draft.quantity;
  if (available !== null && available > 0n && spent !== null && spent * 100n > available * LARGE_PERCENT) {
    warnings.push({ kind: 'large', percent: ((spent * 100n) / available).toString() });
  }
  if (connection !== 'live') {
    warnings.push({ kind: 'not live' });
  }
  return warnings;
}

export function middleOf(picture: BookPicture | null): Price | null {
  const [bid, ask] = [picture?.bids[0]?.price, picture?.asks[0]?.price];
  return bid === undefined || ask === undefined ? (bid ?? ask ?? null) : asPrice((bid + ask) / 2n);
}

/** In hundredths of a percent, for the one who pays or receives it; below zero where it is better. */
function worseBy({ side }: Form, at: Price | null, reference: Price | null): bigint {
  if (at === null || reference === null || reference <= 0n) {
    return 0n;
  }
  return ((side === 'buy' ? at - reference : reference - at) * 10_000n) / reference;
}

/** Price per unit that a market order pays or receives, as far as the book goes. */
function meanOf({ met }: Draft, { scales }: Market): Price | null {
  return met === null ? null : meanPrice(met.quantity, met.quote, scales);
}

const percentOf = (bps: bigint): string => readable(plain(bps - (bps % 10n), 2));

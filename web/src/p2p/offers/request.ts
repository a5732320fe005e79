/** An offer as it is filled in, and the request that it becomes. */
import { checkedIn } from '../../admin/Choice';
import { typed } from '../../controls/submit';
import type { Side } from '../../exchange/model';
import type { OfferRequest, OwnOffer } from '../../exchange/p2p';
import { plainly } from '../../money/numerals';
import { parseTyped, understood } from '../../money/typed';
import { PRICE_SCALE } from '../sums';

export const PRICINGS = ['fixed', 'floating'] as const;
export type Pricing = (typeof PRICINGS)[number];

/** Names of the fields, as the exchange names them. */
export const FIELDS = [
  ...['side', 'asset', 'currency', 'price_limit', 'price', 'margin', 'quantity', 'min_quantity', 'max_quantity'],
  ...['methods', 'window_minutes', 'terms', 'payment_details', 'own_methods', 'min_trades', 'min_reliability'],
];

/** Choices that other fields depend on. */
export interface Chosen {
  readonly side: Side;
  readonly asset: string;
  readonly currency: string;
  readonly pricing: Pricing;
  /** Ids of the caller's accounts that the buyer may pay to. */
  readonly own: readonly string[];
  /** Codes of the methods that the form shows. */
  readonly methods: readonly string[];
}

/** A decimal as the exchange takes it; what cannot be understood stays, so that the exchange names the field. */
function decimal(form: FormData, name: string): string {
  const text = plainly(typed(form, name));
  const meant = understood(text, PRICE_SCALE);
  return meant.kind === 'decimal' ? meant.text : text;
}

/** Conditions of an offer that the form does not show: they stay as they are. */
export function keptOf(was: OwnOffer | null): Partial<OfferRequest> {
  if (was === null) {
    return {};
  }
  const { min_completion, min_account_days, verified_only, countries } = was.offer;
  return { min_completion, min_account_days, verified_only, countries };
}

/** Whole units of a decimal with that many places; NaN, which the exchange refuses, where it is none. */
function whole(form: FormData, name: string, places: number): number {
  const parsed = parseTyped(plainly(typed(form, name)) || '0', places);
  return parsed.kind === 'units' ? Number(parsed.units) : Number.NaN;
}

export function requestIn(form: FormData, { side, asset, currency, pricing, own, methods }: Chosen): OfferRequest {
  const text = typed(form, 'terms');
  return {
    ...{ side, asset, currency },
    ...(pricing === 'fixed'
      ? { price: decimal(form, 'price') }
      : { margin: whole(form, 'margin', 2), price_limit: decimal(form, 'price_limit') || null }),
    quantity: decimal(form, 'quantity'),
    min_quantity: decimal(form, 'min_quantity'),
    max_quantity: decimal(form, 'max_quantity'),
    methods: [...checkedIn(form, 'methods', methods)],
    window_minutes: Number(typed(form, 'window_minutes')),
    terms: text === '' ? null : text,
    ...(side === 'sell' ? { payment_details: typed(form, 'payment_details') || null } : {}),
    ...(side === 'sell' && own.length > 0 ? { own_methods: own } : {}),
    min_trades: whole(form, 'min_trades', 0),
    min_reliability: whole(form, 'min_reliability', 1),
  };
}

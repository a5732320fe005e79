/** What a person has typed, judged by the market's rules before it is sent. The exchange judges again. */
import { estimate, mostFor } from '../book/fill-estimate';
import type { BookPicture } from '../book/live-book';
import type { Asset, Balance, Market, NewOrder, Side, TimeInForce } from '../exchange/model';
import {
  affordable,
  amount,
  floorTo,
  least,
  notional,
  parse,
  plain,
  price,
  quantity,
  share,
  type Amount,
  type Price,
  type Quantity,
} from '../money/money';

export interface Form {
  readonly side: Side;
  readonly type: 'limit' | 'market';
  readonly priceText: string;
  readonly quantityText: string;
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
}

type What = 'price' | 'quantity';

export type Fault =
  | { readonly kind: 'missing'; readonly what: What }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'off step'; readonly step: string }
  | { readonly kind: 'too little'; readonly least: string }
  | { readonly kind: 'too much'; readonly most: string }
  | { readonly kind: 'no funds'; readonly asset: string };

/** What the rules are applied to besides the form. */
export interface Circumstances {
  readonly market: Market;
  readonly picture: BookPicture | null;
  /** Of the asset that the order spends; null when nobody is logged in. */
  readonly available: Amount | null;
}

export interface Draft {
  readonly price: Price | null;
  readonly quantity: Quantity | null;
  /** What is paid or received in the quote asset; for a market order by the book as it is now. */
  readonly quote: Amount | null;
  /** Whether the book holds less than a market order wants. */
  readonly shallow: boolean;
  /** The most this order may pay as a fee, and in what: the fee is taken from what a side receives. */
  readonly fee: { readonly units: Amount; readonly asset: Asset } | null;
  readonly priceFault: Fault | null;
  readonly quantityFault: Fault | null;
}

type Judged<U> = { readonly units: U; readonly fault: null } | { readonly units: null; readonly fault: Fault };

export function draftOf(form: Form, circumstances: Circumstances): Draft {
  const { market } = circumstances;
  const at = form.type === 'market' ? null : judgePrice(form.priceText, market);
  const of = judgeQuantity(form.quantityText, market);
  const worth = worthOf(form, at?.units ?? null, of.units, circumstances);
  return {
    price: at?.units ?? null,
    quantity: of.units,
    quote: worth.quote,
    shallow: worth.shallow,
    fee: feeOf(form.side, of.units, worth.quote, market),
    priceFault: at?.fault ?? null,
    quantityFault: of.fault ?? moneyFault(form, of.units, worth.quote, circumstances),
  };
}

/** The order as it is sent; null while something is at fault. */
export function orderOf(form: Form, draft: Draft, symbol: string, clientOrderId: string): NewOrder | null {
  if (draft.priceFault !== null || draft.quantityFault !== null || draft.quantity === null) {
    return null;
  }
  const { side, timeInForce } = form;
  if (form.type === 'market') {
    return { type: 'market', clientOrderId, symbol, side, quantity: draft.quantity };
  }
  if (draft.price === null) {
    return null;
  }
  const postOnly = form.postOnly && timeInForce === 'gtc';
  return {
    type: 'limit',
    clientOrderId,
    symbol,
    side,
    quantity: draft.quantity,
    price: draft.price,
    timeInForce,
    postOnly,
  };
}

/** Whether two orders ask for the same, whatever their ids. */
export function asksTheSame(a: NewOrder, b: NewOrder): boolean {
  return plainly({ ...a, clientOrderId: '' }) === plainly({ ...b, clientOrderId: '' });
}

const plainly = (order: NewOrder): string =>
  JSON.stringify(order, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** The most that the available funds allow, in whole lots. */
export function mostOf(form: Form, at: Price | null, { market, picture, available }: Circumstances): Quantity {
  if (available === null) {
    return quantity(0n);
  }
  const most =
    form.side === 'sell'
      ? quantity(available)
      : form.type === 'market'
        ? mostFor(picture?.asks ?? [], available, market.scales)
        : affordable(available, at ?? price(0n), market.scales);
  return floorTo(least(most, market.quantityMax), market.lot);
}

export const partOf = (most: Quantity, percent: number, { lot }: Market): Quantity =>
  floorTo(quantity((most * BigInt(percent)) / 100n), lot);

/** Which of the balances the order spends. */
export const spentAsset = (side: Side, { base, quote }: Market): Asset => (side === 'buy' ? quote : base);

export const availableOf = (balances: readonly Balance[] | undefined, { code }: Asset): Amount | null =>
  balances?.find(({ asset }) => asset.code === code)?.available ?? null;

function judgePrice(text: string, { scales, tick, priceMax }: Market): Judged<Price> {
  const judged = judge('price', text, scales.price, tick, tick, priceMax);
  return judged.fault === null ? { units: price(judged.units), fault: null } : judged;
}

function judgeQuantity(text: string, { scales, lot, quantityMin, quantityMax }: Market): Judged<Quantity> {
  const judged = judge('quantity', text, scales.base, lot, quantityMin, quantityMax);
  return judged.fault === null ? { units: quantity(judged.units), fault: null } : judged;
}

function judge(what: What, text: string, scale: number, step: bigint, min: bigint, max: bigint): Judged<bigint> {
  const parsed = parse(text, scale);
  if (text === '') {
    return { units: null, fault: { kind: 'missing', what } };
  }
  if (parsed.kind === 'malformed') {
    return { units: null, fault: { kind: 'malformed' } };
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

function worthOf(
  form: Form,
  at: Price | null,
  of: Quantity | null,
  { market, picture }: Circumstances,
): { readonly quote: Amount | null; readonly shallow: boolean } {
  if (of === null) {
    return { quote: null, shallow: false };
  }
  if (form.type === 'limit') {
    return { quote: at === null ? null : notional(at, of, market.scales), shallow: false };
  }
  const levels = form.side === 'buy' ? picture?.asks : picture?.bids;
  const met = estimate(levels ?? [], of, market.scales);
  return { quote: met.quote, shallow: met.short };
}

function feeOf(side: Side, of: Quantity | null, quote: Amount | null, market: Market): Draft['fee'] {
  if (of === null || quote === null) {
    return null;
  }
  return side === 'buy'
    ? { units: amount(share(of, market.takerFee)), asset: market.base }
    : { units: amount(share(quote, market.takerFee)), asset: market.quote };
}

function moneyFault(
  form: Form,
  of: Quantity | null,
  quote: Amount | null,
  { market, available }: Circumstances,
): Fault | null {
  if (of === null || quote === null) {
    return null;
  }
  if (form.type === 'limit' && quote < market.notionalMin) {
    const smallest = `${plain(market.notionalMin, market.quote.scale)} ${market.quote.code}`;
    return { kind: 'too little', least: smallest };
  }
  const spent: bigint = form.side === 'buy' ? quote : of;
  if (available !== null && spent > available) {
    return { kind: 'no funds', asset: spentAsset(form.side, market).code };
  }
  return null;
}

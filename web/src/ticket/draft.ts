/** A person's typed order, judged by the market's rules before it is sent. The exchange judges again. */
import { estimate, estimateWorth, mostFor, type Estimate } from '../book/fill-estimate';
import type { BookPicture } from '../book/live-book';
import type {
  Asset,
  Balance,
  Market,
  NewOrder,
  OrderKind,
  SelfTrade,
  Side,
  TimeInForce,
  Trailing,
  TriggerSource,
} from '../exchange/model';
import {
  affordable,
  amount,
  floorTo,
  least,
  notional,
  plain,
  price,
  quantity,
  share,
  type Amount,
  type Price,
  type Quantity,
} from '../money/money';
import { judgeAmount, judgePrice, judgeQuantity, judgeTime, judgeTrailing, judgeWhole, type Fault } from './judge';
import { exitOf, thenOf, type Exit } from './exit';
import { has, isConditional, mayHide, mayRest, timeOf, type Part } from './kinds';

export interface Form extends Required<Pick<NewOrder, 'borrows' | 'repays' | 'returns'>> {
  readonly side: Side;
  readonly kind: OrderKind;
  readonly priceText: string;
  readonly quantityText: string;
  /** The typed total of an order at a price, which its quantity follows; empty if the quantity was typed. */
  readonly totalText: string;
  /** For a market order: `quantityText` is an amount of the quote asset. */
  readonly byQuote: boolean;
  readonly stopText: string;
  /** Empty: the stop of a pair acts as a market order. */
  readonly stopLimitText: string;
  readonly trailingText: string;
  readonly trailingBy: Trailing['by'];
  /** Empty: it trails from the beginning. */
  readonly activationText: string;
  readonly activationType: NonNullable<NewOrder['activationType']>;
  readonly displayText: string;
  readonly slicesText: string;
  readonly intervalText: string;
  readonly timeInForce: TimeInForce;
  /** Local time as an input of a browser has it: "2026-11-20T09:30". */
  readonly expiresText: string;
  readonly postOnly: boolean;
  readonly triggerSource: TriggerSource;
  readonly selfTrade: SelfTrade | 'usual';
  /** True if a bought quantity is to be sold again at a profit or before a loss grows; or a sold one, bought again. */
  readonly protects: boolean;
  readonly takeProfitText: string;
  readonly stopLossText: string;
}

export const EMPTY: Typed = {
  kind: 'limit',
  priceText: '',
  quantityText: '',
  totalText: '',
  byQuote: false,
  stopText: '',
  stopLimitText: '',
  trailingText: '',
  trailingBy: 'rate',
  activationText: '',
  activationType: 'take_profit',
  displayText: '',
  ...{ slicesText: '10', intervalText: '60' },
  timeInForce: 'gtc',
  expiresText: '',
  postOnly: false,
  triggerSource: 'last_trade',
  selfTrade: 'usual',
  protects: false,
  takeProfitText: '',
  stopLossText: '',
  ...{ borrows: false, repays: false, returns: false },
};

/** The fields that a person types into: all but the side, which the page keeps. */
export type Typed = Omit<Form, 'side'>;

/** With the last price to begin with, which may come late: what was typed before it stays. */
export const beginning = (typed: Typed, priceText: string): Typed =>
  typed.priceText === '' ? { ...typed, priceText } : typed;

/** Once an order is placed its quantity is gone from the form; what was typed while it was on its way stays. */
export const afterPlacing = (typed: Typed, placed: Form): Typed =>
  typed.quantityText === placed.quantityText && typed.totalText === placed.totalText
    ? { ...typed, quantityText: '', totalText: '' }
    : typed;

/** True if the total was typed and the quantity follows it. */
const isByTotal = ({ kind, totalText }: Form): boolean => has(kind, 'price') && totalText !== '';

/** The quantity as typed, or what the typed total pays for at the typed price, rounded down to whole lots. */
export function quantityTyped(form: Form, market: Market): string {
  if (!isByTotal(form)) {
    return form.quantityText;
  }
  const total = judgeAmount(form.totalText, market).units;
  const at = judgePrice(form.priceText, market).units;
  return total === null || at === null
    ? ''
    : plain(floorTo(affordable(total, at, market.scales), market.lot), market.scales.base);
}

/** The total as typed, or what the typed quantity comes to at the typed price. */
export function totalTyped(form: Form, { quote }: Draft, market: Market): string {
  return isByTotal(form) || quote === null ? form.totalText : plain(quote, market.quote.scale);
}

export type Faults = Readonly<Partial<Record<Part | 'total' | 'expires', Fault>>>;

/** The rules' input besides the form. */
export interface Circumstances {
  readonly market: Market;
  readonly picture: BookPicture | null;
  /** Available amount of the asset that the order spends; null when no user is logged in. */
  readonly available: Amount | null;
}

export interface Draft {
  readonly price: Price | null;
  readonly quantity: Quantity | null;
  /** Amount to pay or receive of a market order. */
  readonly quoteAmount: Amount | null;
  readonly stopPrice: Price | null;
  readonly stopLimit: Price | null;
  readonly trailing: Trailing | null;
  readonly activation: Price | null;
  readonly display: Quantity | null;
  readonly slices: NewOrder['slices'];
  readonly expiresAt: string | null;
  /** The order that is placed once it has bought, or begins once it is filled; null: none. */
  readonly exit: Exit | null;
  /** Amount paid or received in the quote asset; without a price of its own for as much as the book holds now. */
  readonly quote: Amount | null;
  /** For an order that takes: its fills in the book as it is now; null while there is none. */
  readonly met: Estimate | null;
  /** True if the book holds less than it wants: total and fee are those of its fills. */
  readonly shallow: boolean;
  /** The most this order may pay as a fee, and in what: the fee is taken from what a side receives. */
  readonly fee: { readonly units: Amount; readonly asset: Asset } | null;
  readonly faults: Faults;
}

/** A field that is not asked for, or may be left empty and is. */
const NOTHING = { units: null, fault: null };

export function draftOf(form: Form, circumstances: Circumstances): Draft {
  const { market } = circumstances;
  const { kind } = form;
  const byQuote = kind === 'market' && form.byQuote;
  const at = has(kind, 'price') ? judgePrice(form.priceText, market) : NOTHING;
  const stop = has(kind, 'stop') ? judgePrice(form.stopText, market) : NOTHING;
  const limitless = !has(kind, 'stopLimit') || form.stopLimitText === '';
  const stopLimit = limitless ? NOTHING : judgePrice(form.stopLimitText, market);
  const of = byQuote ? NOTHING : judgeQuantity(quantityTyped(form, market), market);
  const total = isByTotal(form) ? judgeAmount(form.totalText, market) : NOTHING;
  const amounts = byQuote ? judgeAmount(form.quantityText, market) : NOTHING;
  const trailing = has(kind, 'trailing') ? judgeTrailing(form.trailingText, form.trailingBy, market) : NOTHING;
  const trailsAtOnce = !has(kind, 'activation') || form.activationText === '';
  const activation = trailsAtOnce ? NOTHING : judgePrice(form.activationText, market);
  const showsAll = !mayHide(form) || (kind !== 'iceberg' && form.displayText === '');
  const display = showsAll ? NOTHING : judgeQuantity(form.displayText, market);
  const slices = has(kind, 'slices') ? judgeWhole(form.slicesText, 2n, 1_000n) : NOTHING;
  const interval = has(kind, 'interval') ? judgeWhole(form.intervalText, 1n, 86_400n) : NOTHING;
  const expires = timeOf(form) === 'gtd' ? judgeTime(form.expiresText) : NOTHING;
  const exit = exitOf(form, { at: at.units, stop: stop.units }, of.units, circumstances);
  const met = metBy(form, of.units, amounts.units, circumstances);
  const quote = met?.quote ?? amounts.units ?? worthOf(form, at.units ?? stop.units, of.units, market);
  const quantityFault =
    of.fault ??
    amounts.fault ??
    exit?.quantityFault ??
    (willBorrow(form)
      ? null
      : moneyFault(form, of.units ?? met?.quantity ?? null, amounts.units ?? quote, circumstances));
  return {
    price: at.units,
    quantity: of.units,
    quoteAmount: amounts.units,
    stopPrice: stop.units,
    stopLimit: stopLimit.units,
    trailing: trailing.units,
    activation: activation.units,
    display: display.units,
    slices:
      slices.units === null || interval.units === null
        ? null
        : { count: Number(slices.units), seconds: Number(interval.units) },
    expiresAt: expires.units,
    exit: exit?.exit ?? null,
    quote,
    met,
    shallow: met?.short ?? false,
    fee: feeOf(form.side, met?.quantity ?? of.units, quote, market),
    faults: found({
      price: at.fault,
      stop: stop.fault,
      stopLimit: stopLimit.fault,
      quantity: quantityFault,
      total: total.fault,
      trailing: trailing.fault,
      activation: activation.fault,
      display: display.fault,
      slices: slices.fault,
      interval: interval.fault,
      expires: expires.fault,
      takeProfit: exit?.takeProfitFault ?? null,
      stopLoss: exit?.stopLossFault ?? null,
    }),
  };
}

const found = (all: Readonly<Record<string, Fault | null>>): Faults =>
  Object.fromEntries(Object.entries(all).filter(([, fault]) => fault !== null));

/** The first thing that is wrong, in the order of the form. */
export const firstFault = ({ faults }: Draft): Fault | null => Object.values(faults)[0] ?? null;

/** Order of a ticket besides its form. */
type Addressed = Pick<NewOrder, 'symbol' | 'isolated' | 'clientOrderId'>;

/** The order as it is sent; null while something is at fault. */
export function orderOf(form: Form, draft: Draft, addressed: Addressed): NewOrder | null {
  if (firstFault(draft) !== null) {
    return null;
  }
  const timeInForce = timeOf(form);
  return {
    kind: form.kind,
    ...addressed,
    side: form.side,
    quantity: draft.quantity,
    quoteAmount: draft.quoteAmount,
    price: draft.price,
    stopPrice: draft.stopPrice,
    stopLimit: draft.stopLimit,
    trailing: draft.trailing,
    ...{ activation: draft.activation, activationType: draft.activation === null ? null : form.activationType },
    display: draft.display,
    timeInForce,
    expiresAt: draft.expiresAt,
    postOnly: form.postOnly && mayRest(form),
    triggerSource: isConditional(form.kind) ? form.triggerSource : null,
    selfTrade: form.selfTrade === 'usual' ? null : form.selfTrade,
    slices: draft.slices,
    ...(mayBorrow(form) ? effectsOf(form) : {}),
    then: draft.exit === null ? null : thenOf(draft.exit),
  };
}

/** True if the exchange lets such an order borrow and repay: any but one that is sliced. */
export const mayBorrow = ({ kind }: Form): boolean => kind !== 'twap';

const effectsOf = ({ borrows, repays, returns }: Form) => ({ borrows, repays, returns: borrows && returns });

const willBorrow = (form: Form): boolean => form.borrows && mayBorrow(form);

/** True if two orders request the same, whatever their ids. */
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
  const affords =
    form.side === 'sell'
      ? quantity(available)
      : form.kind === 'market' || form.kind === 'trailing_stop'
        ? mostFor(picture?.asks ?? [], available, market.scales)
        : affordable(available, at ?? price(0n), market.scales);
  return floorTo(least(affords, market.quantityMax), market.lot);
}

export const partOf = (most: Quantity, percent: number, { lot }: Market): Quantity =>
  floorTo(quantity((most * BigInt(percent)) / 100n), lot);

/** The most that a market order by amount may be worth: what is there to pay with, or what the book pays for all of it. */
export function mostWorth({ side }: Form, { market, picture, available }: Circumstances): Amount {
  if (available === null || side === 'buy') {
    return available ?? amount(0n);
  }
  return estimate(picture?.bids ?? [], floorTo(quantity(available), market.lot), market.scales).quote;
}

/** Which of the balances the order spends. */
export const spentAsset = (side: Side, { base, quote }: Market): Asset => (side === 'buy' ? quote : base);

export const availableOf = (balances: readonly Balance[] | undefined, { code }: Asset): Amount | null =>
  balances?.find(({ asset }) => asset.code === code)?.available ?? null;

/** Only of what has no price of its own, nor one that sets it off: the book may be another by then. */
function metBy(
  form: Form,
  of: Quantity | null,
  worth: Amount | null,
  { market, picture }: Circumstances,
): Estimate | null {
  if (picture === null || has(form.kind, 'price') || has(form.kind, 'stop')) {
    return null;
  }
  const levels = form.side === 'buy' ? picture.asks : picture.bids;
  if (worth !== null) {
    return estimateWorth(levels, worth, market.lot, market.scales);
  }
  return of === null ? null : estimate(levels, of, market.scales);
}

function worthOf(form: Form, at: Price | null, of: Quantity | null, { scales }: Market): Amount | null {
  const isPriced = has(form.kind, 'price') || has(form.kind, 'stop');
  return of === null || at === null || !isPriced ? null : notional(at, of, scales);
}

function feeOf(side: Side, of: Quantity | null, quote: Amount | null, market: Market): Draft['fee'] {
  if (quote === null || (of === null && side === 'buy')) {
    return null;
  }
  return side === 'buy' && of !== null
    ? { units: amount(share(of, market.takerFee)), asset: market.base }
    : { units: amount(share(quote, market.takerFee)), asset: market.quote };
}

function moneyFault(
  form: Form,
  of: Quantity | null,
  quote: Amount | null,
  { market, available }: Circumstances,
): Fault | null {
  if (quote === null) {
    return null;
  }
  if (has(form.kind, 'price') && quote < market.notionalMin) {
    const smallest = `${plain(market.notionalMin, market.quote.scale)} ${market.quote.code}`;
    return { kind: 'too little', least: smallest };
  }
  const spent: bigint | null = form.side === 'buy' ? quote : of;
  if (available !== null && spent !== null && spent > available) {
    return { kind: 'no funds', asset: spentAsset(form.side, market).code };
  }
  return null;
}

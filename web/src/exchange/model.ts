/** The exchange as the page sees it: money in units, choices as unions, nothing of the wire. */
import type { Feature } from './features';
import type { components } from './contract';
import type { Amount, BasisPoints, Price, Quantity, Rate, Scales } from '../money/money';

type Wire = components['schemas'];

export type Side = 'buy' | 'sell';
export type TimeInForce = 'gtc' | 'ioc' | 'fok' | 'gtd';
/** How long a candle is. */
export type Interval = Wire['Interval'];

/** Kinds of order that a market may allow; `oco`: a limit order and a stop of which one cancels the other. */
export type OrderKind = OrderType | 'oco';

export interface Asset {
  readonly code: string;
  readonly scale: number;
}

export interface Market {
  readonly symbol: string;
  readonly base: Asset;
  readonly quote: Asset;
  readonly open: boolean;
  readonly scales: Scales;
  readonly tick: Price;
  readonly priceMax: Price;
  readonly lot: Quantity;
  readonly quantityMin: Quantity;
  readonly quantityMax: Quantity;
  readonly notionalMin: Amount;
  /** Kinds of order that it takes. */
  readonly kinds: readonly OrderKind[];
  readonly makerFee: Rate;
  readonly takerFee: Rate;
}

/** Where a demo market's prices come from. */
export interface Source {
  readonly symbol: string;
  readonly kind: 'recorded' | 'synthetic';
  readonly detail: string;
}

export interface Ticker {
  readonly symbol: string;
  readonly last: Price | null;
  readonly high: Price | null;
  readonly low: Price | null;
  readonly change: Price | null;
  readonly changePercent: BasisPoints | null;
  readonly volume: Quantity;
  readonly quoteVolume: Amount;
}

export interface Candle {
  /** When it opens, milliseconds since 1970. */
  readonly openMillis: number;
  readonly open: Price;
  readonly high: Price;
  readonly low: Price;
  readonly close: Price;
  readonly volume: Quantity;
  /** The amount paid for it. */
  readonly quoteVolume: Amount;
}

export interface Trade {
  readonly id: string;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly takerSide: Side;
  readonly atMillis: number;
}

export interface Level {
  readonly price: Price;
  readonly quantity: Quantity;
}

export interface Depth {
  readonly symbol: string;
  readonly sequence: number;
  readonly bids: readonly Level[];
  readonly asks: readonly Level[];
}

/** Changes since `previous`; a quantity is absolute, zero removes the level. */
export interface DepthChange extends Depth {
  readonly previous: number;
}

/** `waiting`: for its trigger, outside the book. */
export type OrderStatus = 'open' | 'pending' | 'waiting' | 'partially_filled' | 'filled' | 'canceled' | 'expired';

export type OrderType =
  | 'limit'
  | 'market'
  | 'stop_loss'
  | 'stop_loss_limit'
  | 'take_profit'
  | 'take_profit_limit'
  | 'trailing_stop'
  | 'iceberg'
  | 'twap';

/** Symbol of the market of an isolated account; null for the main account. */
export type Isolated = string | null;

export interface Order {
  readonly id: string;
  /** Account of the order: its changes go there. */
  readonly isolated: Isolated;
  readonly symbol: string;
  readonly side: Side;
  readonly type: OrderType;
  readonly price: Price | null;
  /** The watched price that sets it off. */
  readonly stopPrice: Price | null;
  /** How far the watched price has to turn back. */
  readonly trailing: Trailing | null;
  /** The watched price from which on it trails; null: from the beginning. */
  readonly activation: Price | null;
  /** How that price is reached; null without one. */
  readonly activationType: ActivationType | null;
  /** While it waits, the watched price that would set it off now: it moves with an order that trails. */
  readonly triggerPrice: Price | null;
  /** How much of an iceberg the book shows at a time. */
  readonly display: Quantity | null;
  readonly averagePrice: Price | null;
  readonly quantity: Quantity;
  readonly filled: Quantity;
  /** Fees paid so far. */
  readonly fees: readonly { readonly units: Amount; readonly asset: Asset }[];
  readonly timeInForce: TimeInForce;
  readonly postOnly: boolean;
  /** Id of the order that ends with it; null: it is not one of a pair. */
  readonly pairedId: string | null;
  /** Which of two orders it is of which the pending one begins when the working one is filled. */
  readonly linkedAs: 'working' | 'pending' | null;
  /** The order that it is linked with. */
  readonly linkedId: string | null;
  readonly status: OrderStatus;
  /** Why it ended, where it did before it was filled. */
  readonly ended: EndReason | null;
  readonly createdMillis: number;
}

export type EndReason = NonNullable<Wire['Order']['cancel_reason'] | Wire['Order']['expiry_reason']>;

/** A price from which on an order trails is reached by a gain, as that of a take profit, or by a loss. */
export const ACTIVATION_TYPES = ['take_profit', 'stop_loss'] as const;
export type ActivationType = (typeof ACTIVATION_TYPES)[number];

export type Trailing =
  { readonly by: 'amount'; readonly amount: Price } | { readonly by: 'rate'; readonly bps: number };

/** New values of an open order; null: unchanged. */
export interface OrderChange {
  readonly price: Price | null;
  readonly stopPrice: Price | null;
  readonly trailing: Trailing | null;
  readonly activation: Price | null;
  readonly quantity: Quantity | null;
  readonly display: Quantity | null;
}

/** Which price sets a waiting order off. */
export type TriggerSource = 'last_trade' | 'best_price';

/** Handling of an order that would trade with its own side. */
export const SELF_TRADES = ['none', 'expire_taker', 'expire_maker', 'expire_both', 'decrement'] as const;
export type SelfTrade = (typeof SELF_TRADES)[number];

/**
 * Fields that a kind of order does not use are null. It carries an id made once, so that sending it twice places it
 * once.
 */
export interface NewOrder {
  readonly kind: OrderKind;
  readonly clientOrderId: string;
  /** Account that the order is for. */
  readonly isolated: Isolated;
  readonly symbol: string;
  readonly side: Side;
  readonly quantity: Quantity | null;
  /** Amount of a market order in place of a quantity. */
  readonly quoteAmount: Amount | null;
  readonly price: Price | null;
  readonly stopPrice: Price | null;
  /** Limit of a pair's stop. */
  readonly stopLimit: Price | null;
  readonly trailing: Trailing | null;
  readonly activation: Price | null;
  /** Null: a gain reaches it. */
  readonly activationType: ActivationType | null;
  readonly display: Quantity | null;
  readonly timeInForce: TimeInForce | null;
  /** ISO 8601. */
  readonly expiresAt: string | null;
  readonly postOnly: boolean;
  /** Null: the last trade. */
  readonly triggerSource: TriggerSource | null;
  /** Null: as the exchange says. */
  readonly selfTrade: SelfTrade | null;
  readonly slices: { readonly count: number; readonly seconds: number } | null;
  /** True if the account borrows what it lacks for the order. */
  readonly borrows?: boolean;
  /** True if what its fills bring repays the account's debt in it. */
  readonly repays?: boolean;
  /** True if it repays what it has not used of its loan when it is canceled or expires. */
  readonly returns?: boolean;
  /** The orders of the other side that begin once this is filled completely, for an order that rests. */
  readonly then: FollowUp | null;
}

/** One order at a profit or before a loss grows; or both, of which one cancels the other. */
export interface FollowUp {
  readonly quantity: Quantity;
  readonly takeProfit: Price | null;
  readonly stopLoss: Price | null;
}

/** The result that placing an order would have, as the exchange computes it. */
export interface Trial {
  readonly filled: Quantity;
  readonly averagePrice: Price | null;
  readonly spends: Sum;
  readonly receives: Sum;
  readonly fee: Sum;
  /** The part that stays open, and its hold. */
  readonly open: Quantity;
  readonly held: Sum;
  /** The part that would end at once, and the reason. */
  readonly ends: Quantity;
  readonly endReason: EndReason | null;
}

/** An amount of an asset. */
export interface Sum {
  readonly units: Amount;
  readonly asset: Asset;
}

export interface Fill {
  readonly id: string;
  readonly orderId: string;
  readonly symbol: string;
  readonly side: Side;
  readonly price: Price;
  readonly quantity: Quantity;
  readonly quoteAmount: Amount;
  readonly fee: Amount;
  readonly feeAsset: string;
  readonly liquidity: 'maker' | 'taker';
  readonly atMillis: number;
}

export interface Balance {
  readonly asset: Asset;
  readonly available: Amount;
  readonly locked: Amount;
  readonly total: Amount;
}

export interface User {
  readonly id: string;
  /** Number of the exchange account. */
  readonly account: string;
  readonly email: string;
  readonly name: string;
  /** Their permissions besides those of every user: `users_read`, `audit_read` … */
  readonly permissions: readonly string[];
}

/** A login that is not finished: the password was right. */
export interface Challenge {
  readonly token: string;
  readonly methods: Wire['Challenge']['methods'];
}

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly firstName: string;
  readonly lastName: string;
}

/** One page of a list that may have more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** `stale`: still connected, but nothing was heard for a while; what is shown may have changed. */
export type ConnectionState = 'connecting' | 'live' | 'stale' | 'lost';

export type { Feature } from './features';

/** The exchange's tenant, and its features. */
export interface House {
  readonly name: string;
  readonly logoUrl: string | null;
  readonly iconUrl: string | null;
  /** "#rrggbb" */
  readonly primaryColor: string | null;
  readonly accentColor: string | null;
  readonly supportEmail: string | null;
  readonly termsUrl: string | null;
  /** The languages it speaks, its first one first. */
  readonly locales: readonly string[];
  readonly features: Readonly<Record<Feature, boolean>>;
}

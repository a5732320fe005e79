/** Wire to model: decimals become units of the market's scales, times milliseconds. */
import type { components } from './contract';
import type {
  Asset,
  Balance,
  Candle,
  Depth,
  Fill,
  House,
  Isolated,
  Level,
  Market,
  Order,
  Ticker,
  Trade,
  Trailing,
} from './model';
import { amount, basisPoints, parse, price, quantity, rate, type Price } from '../money/money';
import { Problem } from './problem';

export type Wire = components['schemas'];

/** Every market by its symbol. */
export type Markets = ReadonlyMap<string, Market>;

export const FEE_SCALE = 6;
const PERCENT_SCALE = 2;

/** The scale of an asset that no market names; every scale of the exchange is at most this. */
const SCALE_MAX = 18;

export function exact(text: string, scale: number): bigint {
  const parsed = parse(text, scale);
  if (parsed.kind !== 'units') {
    throw new Problem('internal', 0, `the exchange sent ${text} where a decimal of ${scale} places was due`);
  }
  return parsed.units;
}

/** For figures that are means and have more digits than a price: what the scale cannot hold is not shown. */
export function cut(text: string, scale: number): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return exact(`${whole}.${fraction.slice(0, scale)}`, scale);
}

const orNull = <T>(text: string | null, read: (text: string) => T): T | null => (text === null ? null : read(text));

const millis = (time: string): number => Date.parse(time);

export function market(wire: Wire['Pair']): Market {
  const scales = { price: wire.price_scale, base: wire.quantity_scale, quote: wire.quote_scale };
  const base = (text: string) => quantity(exact(text, scales.base));
  return {
    symbol: wire.symbol,
    base: { code: wire.base, scale: scales.base },
    quote: { code: wire.quote, scale: scales.quote },
    open: wire.status === 'open',
    scales,
    tick: price(exact(wire.price_tick, scales.price)),
    priceMax: price(exact(wire.max_price, scales.price)),
    lot: base(wire.quantity_lot),
    quantityMin: base(wire.min_quantity),
    quantityMax: base(wire.max_quantity),
    notionalMin: amount(exact(wire.min_notional, scales.quote)),
    kinds: wire.order_types,
    makerFee: rate(exact(wire.maker_fee, FEE_SCALE)),
    takerFee: rate(exact(wire.taker_fee, FEE_SCALE)),
  };
}

export function marketOf(markets: Markets, symbol: string): Market {
  const found = markets.get(symbol);
  if (found === undefined) {
    throw new Problem('unknown_instrument', 0, `no market is called ${symbol}`);
  }
  return found;
}

export function asset(markets: Markets, code: string): Asset {
  for (const { base, quote } of markets.values()) {
    if (base.code === code) {
      return base;
    }
    if (quote.code === code) {
      return quote;
    }
  }
  return { code, scale: SCALE_MAX };
}

export function ticker(wire: Wire['Ticker'], { scales }: Market): Ticker {
  const priced = (text: string): Price => price(exact(text, scales.price));
  return {
    symbol: wire.symbol,
    last: orNull(wire.last_price, priced),
    high: orNull(wire.high_24h, priced),
    low: orNull(wire.low_24h, priced),
    change: orNull(wire.change_24h, priced),
    changePercent: orNull(wire.change_percent_24h, (text) => basisPoints(cut(text, PERCENT_SCALE))),
    volume: quantity(exact(wire.volume_24h, scales.base)),
    quoteVolume: amount(exact(wire.quote_volume_24h, scales.quote)),
  };
}

export function candle(wire: Wire['Kline'], { scales }: Market): Candle {
  const priced = (text: string): Price => price(exact(text, scales.price));
  return {
    openMillis: millis(wire.open_time),
    open: priced(wire.open),
    high: priced(wire.high),
    low: priced(wire.low),
    close: priced(wire.close),
    volume: quantity(exact(wire.volume, scales.base)),
    quoteVolume: amount(exact(wire.quote_volume, scales.quote)),
  };
}

export function trade(wire: Wire['Trade'], { scales }: Market): Trade {
  return {
    id: wire.id,
    price: price(exact(wire.price, scales.price)),
    quantity: quantity(exact(wire.quantity, scales.base)),
    takerSide: wire.side,
    atMillis: millis(wire.executed_at),
  };
}

function levels(wire: readonly Wire['Level'][], { scales }: Market): readonly Level[] {
  return wire.map(([at = '', of = '']) => ({
    price: price(exact(at, scales.price)),
    quantity: quantity(exact(of, scales.base)),
  }));
}

export function depth(wire: Wire['Depth'], of: Market): Depth {
  return {
    symbol: wire.symbol,
    sequence: wire.sequence,
    bids: levels(wire.bids, of),
    asks: levels(wire.asks, of),
  };
}

/** @param isolated account that was asked for its orders */
export function order(wire: Wire['Order'], markets: Markets, isolated: Isolated): Order {
  const { scales } = marketOf(markets, wire.symbol);
  return {
    id: wire.id,
    isolated,
    symbol: wire.symbol,
    side: wire.side,
    type: wire.type,
    price: orNull(wire.price, (text) => price(exact(text, scales.price))),
    stopPrice: orNull(wire.stop_price ?? null, (text) => price(exact(text, scales.price))),
    trailing: trailingOf(wire, scales.price),
    activation: orNull(wire.activation_price ?? null, (text) => price(exact(text, scales.price))),
    activationType: wire.activation_type ?? null,
    triggerPrice: orNull(wire.trigger_price ?? null, (text) => price(exact(text, scales.price))),
    display: orNull(wire.display_quantity ?? null, (text) => quantity(exact(text, scales.base))),
    averagePrice: orNull(wire.average_price, (text) => price(cut(text, scales.price))),
    quantity: quantity(exact(wire.quantity, scales.base)),
    filled: quantity(exact(wire.filled_quantity, scales.base)),
    fees: wire.fees.map((paid) => {
      const paidIn = asset(markets, paid.asset);
      return { units: amount(exact(paid.amount, paidIn.scale)), asset: paidIn };
    }),
    timeInForce: wire.time_in_force,
    postOnly: wire.post_only,
    pairedId: wire.paired_order_id ?? null,
    linkedAs: wire.linked_as ?? null,
    linkedId: wire.linked_order_id ?? null,
    status: wire.status,
    ended: wire.cancel_reason ?? wire.expiry_reason,
    createdMillis: millis(wire.created_at),
  };
}

function trailingOf(wire: Wire['Order'], scale: number): Trailing | null {
  if (typeof wire.trailing_amount === 'string') {
    return { by: 'amount', amount: price(exact(wire.trailing_amount, scale)) };
  }
  return typeof wire.trailing_bps === 'number' ? { by: 'rate', bps: wire.trailing_bps } : null;
}

export function fill(wire: Wire['Fill'], markets: Markets): Fill {
  const { scales } = marketOf(markets, wire.symbol);
  return {
    id: wire.id,
    orderId: wire.order_id,
    symbol: wire.symbol,
    side: wire.side,
    price: price(exact(wire.price, scales.price)),
    quantity: quantity(exact(wire.quantity, scales.base)),
    quoteAmount: amount(exact(wire.quote_amount, scales.quote)),
    fee: amount(exact(wire.fee, asset(markets, wire.fee_asset).scale)),
    feeAsset: wire.fee_asset,
    liquidity: wire.liquidity,
    atMillis: millis(wire.executed_at),
  };
}

export function balance(wire: Wire['Balance'], markets: Markets): Balance {
  const of = asset(markets, wire.currency);
  return {
    asset: of,
    available: amount(exact(wire.available, of.scale)),
    locked: amount(exact(wire.locked, of.scale)),
    total: amount(exact(wire.total, of.scale)),
  };
}

export function house({ name, branding, locales, features }: Wire['TenantPage']): House {
  return {
    name,
    logoUrl: webAddress(branding.logo_url),
    iconUrl: webAddress(branding.icon_url),
    primaryColor: branding.primary_color ?? null,
    accentColor: branding.accent_color ?? null,
    supportEmail: branding.support_email ?? null,
    termsUrl: webAddress(branding.terms_url),
    locales,
    features: featuresOf(features),
  };
}

/** A feature is on unless it is switched off. */
export const featuresOf = (wire: Wire['Features']): House['features'] => ({
  registration: wire.registration ?? true,
  trading: wire.trading ?? true,
  deposits: wire.deposits ?? true,
  withdrawals: wire.withdrawals ?? true,
  withdrawal_codes: wire.withdrawal_codes ?? true,
  sms_codes: wire.sms_codes ?? true,
  factor_removal: wire.factor_removal ?? true,
  factor_recovery: wire.factor_recovery ?? true,
  transfers: wire.transfers ?? true,
  api_keys: wire.api_keys ?? true,
  streams: wire.streams ?? true,
  p2p: wire.p2p ?? true,
  margin: wire.margin ?? false,
});

/** An administrator's text becomes a link: it must be an address of the web. */
function webAddress(text: string | null | undefined): string | null {
  return typeof text === 'string' && /^(https?:\/\/|\/(?!\/))/i.test(text) ? text : null;
}

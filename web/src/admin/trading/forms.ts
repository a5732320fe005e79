/** Forms of a market, as they are sent to the exchange. */
import { typed, wholeIn } from '../../controls/submit';
import type { FeeTier, MarketChange, MarketRules, NewMarket } from '../../exchange/market-admin';

/** Rules that are texts, in the order of the form. */
export const TEXT_RULES = [
  'price_tick',
  'max_price',
  'quantity_lot',
  'min_quantity',
  'max_quantity',
  'min_notional',
  'max_notional',
  'max_position',
  'price_band',
] as const;

export function newMarketIn(form: FormData): NewMarket {
  const text = (name: string): string => typed(form, name);
  const unlessEmpty = (name: string) => (text(name) === '' ? {} : { [name]: text(name) });
  return {
    base: text('base').toUpperCase(),
    quote: text('quote').toUpperCase(),
    price_scale: wholeIn(text('price_scale')),
    price_tick: text('price_tick'),
    max_price: text('max_price'),
    quantity_lot: text('quantity_lot'),
    min_quantity: text('min_quantity'),
    max_quantity: text('max_quantity'),
    ...['min_notional', 'max_notional', 'max_position', 'price_band'].reduce(
      (all, name) => ({ ...all, ...unlessEmpty(name) }),
      {},
    ),
    max_open_orders: wholeIn(text('max_open_orders') || '0'),
    maker_fee: text('maker_fee'),
    taker_fee: text('taker_fee'),
  };
}

/** Changed fields alone: another person's change of other fields stays. */
export function changeIn(form: FormData, was: MarketRules): MarketChange {
  const texts = TEXT_RULES.filter((name) => typed(form, name) !== was[name]).map((name) => [name, typed(form, name)]);
  const openOrders = wholeIn(typed(form, 'max_open_orders'));
  const tiers = tiersIn(typed(form, 'fee_tiers'));
  const kinds = was.order_types.length === 0 ? [] : form.getAll('order_types').map(String);
  const breaker = breakerIn(form);
  return {
    ...(Object.fromEntries(texts) as MarketChange),
    ...(openOrders === was.max_open_orders ? {} : { max_open_orders: openOrders }),
    ...(tiersText(tiers) === tiersText(was.fee_tiers) ? {} : { fee_tiers: tiers }),
    ...(sorted(kinds) === sorted(was.order_types)
      ? {}
      : { order_types: kinds as MarketChange['order_types'] & object }),
    ...(plainBreaker(breaker) === plainBreaker(was.circuit_breaker) ? {} : { circuit_breaker: breaker }),
  };
}

type Breaker = NonNullable<MarketRules['circuit_breaker']>;

function breakerIn(form: FormData): Breaker {
  const move = typed(form, 'breaker_move');
  return move === '' || move === '0'
    ? { move: '0' }
    : {
        move,
        window_seconds: wholeIn(typed(form, 'breaker_window')),
        halt_seconds: wholeIn(typed(form, 'breaker_halt')),
      };
}

const plainBreaker = (breaker: Breaker | null): string =>
  breaker === null || breaker.move === '0'
    ? 'off'
    : `${breaker.move} ${String(breaker.window_seconds)} ${String(breaker.halt_seconds)}`;

/** One a line, by spaces or commas; what is no line of three is left to the exchange to refuse. */
export const tiersIn = (text: string): readonly FeeTier[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [volume_from = '', maker_fee = '', taker_fee = ''] = line.split(/[\s,]+/);
      return { volume_from, maker_fee, taker_fee };
    });

export const tiersText = (tiers: readonly FeeTier[]): string =>
  tiers.map(({ volume_from, maker_fee, taker_fee }) => `${volume_from} ${maker_fee} ${taker_fee}`).join('\n');

const sorted = (kinds: readonly string[]): string => [...kinds].sort().join(' ');

/** The follow-up of an order once it traded: the other way, at a profit or before a loss grows. */
import type { FollowUp, Market, NewOrder, Order } from '../exchange/model';
import {
  ceilTo,
  floorTo,
  least,
  most,
  plain,
  price,
  quantity,
  RATE_WHOLE,
  share,
  type Price,
  type Quantity,
} from '../money/money';
import type { Circumstances, Form } from './draft';
import { judgePrice, type Fault, type Judged } from './judge';
import { isConditional, mayRest } from './kinds';

export interface Exit {
  readonly takeProfit: Price | null;
  readonly stopLoss: Price | null;
  /**
   * The follow-up that the exchange begins by itself; null where the page places it once it knows the bought quantity.
   */
  readonly quantity: Quantity | null;
}

/**
 * The quantity that a market order bought is sold by an order that the page places after it. With a limit order that
 * may rest, and with an order that waits for a price, the exchange takes one that follows, and begins it when no page is
 * open, too.
 */
export function protectionOf({ kind, side, timeInForce }: Form): 'after' | 'linked' | null {
  if (kind === 'limit') {
    return mayRest({ kind, timeInForce }) ? 'linked' : null;
  }
  if (isConditional(kind) && kind !== 'oco') {
    return 'linked';
  }
  return kind === 'market' && side === 'buy' ? 'after' : null;
}

interface JudgedExit {
  readonly exit: Exit;
  readonly takeProfitFault: Fault | null;
  readonly stopLossFault: Fault | null;
  readonly quantityFault: Fault | null;
}

const NOTHING = { units: null, fault: null };

/** Prices that an entry names: its limit, and the one that sets it off. */
interface Entry {
  readonly at: Price | null;
  readonly stop: Price | null;
}

/**
 * One of them may be left empty; one stands above what is paid, the other below what is received. Null where none is
 * wanted, or none can follow.
 *
 * @param of the quantity of the entry
 */
export function exitOf(form: Form, entry: Entry, of: Quantity | null, circumstances: Circumstances): JudgedExit | null {
  if (!form.protects || protectionOf(form) === null) {
    return null;
  }
  const { takeProfitText, stopLossText, side } = form;
  const { market } = circumstances;
  const isLinked = protectionOf(form) === 'linked';
  const isEmpty = takeProfitText === '' && stopLossText === '';
  const judge = (text: string): Judged<Price> | typeof NOTHING =>
    text === '' && !isEmpty ? NOTHING : judgePrice(text, market);
  const [profit, loss] = [judge(takeProfitText), judge(stopLossText)];
  const room = roomOf(form, entry, circumstances);
  const [profitFault, lossFault] =
    side === 'buy'
      ? [notBelow(profit, room.above, market), notAbove(loss, room.below, market)]
      : [notAbove(profit, room.below, market), notBelow(loss, room.above, market)];
  const next = isLinked && of !== null ? followingQuantity(form, of, market) : null;
  return {
    exit: { takeProfit: profit.units, stopLoss: loss.units, quantity: next },
    takeProfitFault: profitFault,
    stopLossFault: isEmpty ? null : lossFault,
    quantityFault: next !== null && next < market.quantityMin ? { kind: 'too little', least: leastOf(market) } : null,
  };
}

/** Between which prices none of the two may stand: it would be set off where it begins. */
function roomOf(form: Form, { at, stop }: Entry, { market, picture }: Circumstances) {
  const [bid, ask] = [picture?.bids[0]?.price ?? null, picture?.asks[0]?.price ?? null];
  const [high, low] =
    form.kind === 'market'
      ? [ask, bid]
      : isConditional(form.kind)
        ? [stop === null || at === null ? stop : most(stop, at), stop === null || at === null ? stop : least(stop, at)]
        : form.side === 'buy'
          ? [at, at === null || ask === null ? at : least(at, ask)]
          : [at === null || bid === null ? at : most(at, bid), at];
  return {
    above: high === null ? null : price(high + market.tick),
    below: low === null ? null : price(low - market.tick),
  };
}

const notBelow = ({ units, fault }: Judged<Price> | typeof NOTHING, bound: Price | null, { scales }: Market) =>
  units !== null && bound !== null && units < bound
    ? ({ kind: 'too little', least: plain(bound, scales.price) } as const)
    : fault;

const notAbove = ({ units, fault }: Judged<Price> | typeof NOTHING, bound: Price | null, { scales }: Market) =>
  units !== null && bound !== null && units > bound
    ? ({ kind: 'too much', most: plain(bound, scales.price) } as const)
    : fault;

/** The bought quantity less the largest fee on it; or the sold quantity. */
const followingQuantity = ({ side }: Form, of: Quantity, { takerFee, lot }: Market): Quantity =>
  side === 'sell' ? of : floorTo(quantity(of - share(of, takerFee)), lot);

/** The least that leaves enough for what follows. */
function leastOf(market: Market): string {
  const { quantityMin, takerFee, lot, scales } = market;
  const left = RATE_WHOLE - takerFee;
  return plain(ceilTo(quantity(((quantityMin + 1n) * RATE_WHOLE + left - 1n) / left), lot), scales.base);
}

/** The follow-up of an entry that rests or waits, as requested from the exchange. */
export const thenOf = ({ takeProfit, stopLoss, quantity: of }: Exit): FollowUp | null =>
  of === null || (takeProfit ?? stopLoss) === null ? null : { quantity: of, takeProfit, stopLoss };

/** The order that sells what was bought, less what was paid of it as a fee; null where that is less than the market takes. */
export function sellingOrder(bought: Order, exit: Exit, market: Market, clientOrderId: string): NewOrder | null {
  const paid = bought.fees.reduce((sum, { units, asset }) => sum + (asset.code === market.base.code ? units : 0n), 0n);
  const left = floorTo(quantity(bought.filled - paid), market.lot);
  const { takeProfit, stopLoss } = exit;
  if (left < market.quantityMin || left <= 0n || (takeProfit ?? stopLoss) === null) {
    return null;
  }
  const isPair = takeProfit !== null && stopLoss !== null;
  return {
    kind: isPair ? 'oco' : takeProfit === null ? 'stop_loss' : 'take_profit',
    clientOrderId,
    isolated: bought.isolated,
    symbol: market.symbol,
    side: 'sell',
    quantity: left,
    quoteAmount: null,
    price: isPair ? takeProfit : null,
    stopPrice: stopLoss ?? takeProfit,
    ...{ stopLimit: null, trailing: null, activation: null, activationType: null, display: null },
    ...{ timeInForce: null, expiresAt: null, postOnly: false, triggerSource: null, selfTrade: null, slices: null },
    then: null,
  };
}

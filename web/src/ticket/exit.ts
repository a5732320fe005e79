/** How what a market order buys is sold again: at a profit, or before a loss grows. */
import type { Market, NewOrder, Order } from '../exchange/model';
import { floorTo, plain, price, quantity, type Price } from '../money/money';
import type { Circumstances, Form } from './draft';
import { judgePrice, type Fault, type Judged } from './judge';

export interface Exit {
  readonly takeProfit: Price | null;
  readonly stopLoss: Price | null;
}

/** Only what trades at once: an order that rests may trade when no page is open to protect it. */
export const mayProtect = ({ kind, side }: Pick<Form, 'kind' | 'side'>): boolean => kind === 'market' && side === 'buy';

interface JudgedExit {
  readonly exit: Exit;
  readonly takeProfitFault: Fault | null;
  readonly stopLossFault: Fault | null;
}

const NOTHING = { units: null, fault: null };

/** Either may be left empty, not both; one stands above what is paid now, the other below what is received. */
export function exitOf(form: Form, { market, picture }: Circumstances): JudgedExit {
  const { takeProfitText, stopLossText } = form;
  const isEmpty = takeProfitText === '' && stopLossText === '';
  const judge = (text: string): Judged<Price> | typeof NOTHING =>
    text === '' && !isEmpty ? NOTHING : judgePrice(text, market);
  const [above, below] = [judge(takeProfitText), judge(stopLossText)];
  const [bid, ask] = [picture?.bids[0]?.price, picture?.asks[0]?.price];
  const least = ask === undefined ? null : price(ask + market.tick);
  const most = bid === undefined ? null : price(bid - market.tick);
  const scale = market.scales.price;
  const isLow = above.units !== null && least !== null && above.units < least;
  const isHigh = below.units !== null && most !== null && below.units > most;
  return {
    exit: { takeProfit: above.units, stopLoss: below.units },
    takeProfitFault: isLow ? { kind: 'too little', least: plain(least, scale) } : above.fault,
    stopLossFault: isEmpty ? null : isHigh ? { kind: 'too much', most: plain(most, scale) } : below.fault,
  };
}

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
    symbol: market.symbol,
    side: 'sell',
    quantity: left,
    quoteAmount: null,
    price: isPair ? takeProfit : null,
    stopPrice: stopLoss ?? takeProfit,
    ...{ stopLimit: null, trailing: null, activation: null, display: null },
    ...{ timeInForce: null, expiresAt: null, postOnly: false, triggerSource: null, selfTrade: null, slices: null },
  };
}

/** The market orders that close a position or turn it round. */
import type { Market, NewOrder } from '../../exchange/model';
import type { Position } from '../../exchange/positions';
import { floorTo, quantity } from '../../money/money';
import type { PositionAct } from './acts';

/** @returns null where the position is smaller than the market's least order */
export function closingOrder(
  { isolated, quantity: held, symbol }: Position,
  act: PositionAct,
  { lot, quantityMin }: Market,
  clientOrderId: string,
): NewOrder | null {
  const size: bigint = held < 0n ? 0n - held : held;
  const units = floorTo(quantity(act === 'reverse' ? size * 2n : size), lot);
  if (units <= 0n || units < quantityMin) {
    return null;
  }
  return {
    kind: 'market',
    clientOrderId,
    isolated,
    symbol,
    side: held < 0n ? 'buy' : 'sell',
    quantity: units,
    ...{
      quoteAmount: null,
      price: null,
      stopPrice: null,
      stopLimit: null,
      trailing: null,
      activation: null,
      activationType: null,
    },
    ...{ display: null, timeInForce: null, expiresAt: null, postOnly: false, triggerSource: null, selfTrade: null },
    ...{ slices: null, then: null },
  };
}

import type { Market, Order, Trailing } from '../exchange/model';
import { useMessages } from '../language/language';
import { price as priceOf, type Price } from '../money/money';
import { judgePrice, judgeTrailing, PERCENT_SCALE, type Judged } from '../ticket/judge';
import { useTyped } from './use-typed';

/** The trigger of an order as it is being typed anew: the fields that it has, and what is sent of them. */
export function useTrigger(order: Order | null, market: Market, begins: Price | null = null) {
  const messages = useMessages();
  const { quote, scales } = market;
  const stop = useTyped(order?.stopPrice ?? null, scales.price, (text) => judgePrice(text, market), begins);
  const trailing = order?.trailing ?? null;
  const byRate = trailing?.by === 'rate';
  const distanceScale = byRate ? PERCENT_SCALE : scales.price;
  const distance = useTyped(distanceOf(trailing), distanceScale, (text) => judgeDistance(text, trailing, market));
  // One that trails already has begun: only what has not can begin elsewhere.
  const waits = order?.status === 'pending' || order?.status === 'waiting';
  const hasBegun = order === null || !waits || order.triggerPrice !== null;
  const activation = useTyped(hasBegun ? null : order.activation, scales.price, (text) => judgePrice(text, market));
  const ofMoney = { unit: quote.code, step: market.tick, scale: scales.price };
  const fields = [
    { label: messages.stopPrice, typed: stop, ...ofMoney },
    {
      label: messages.distance,
      typed: distance,
      unit: byRate ? '%' : quote.code,
      step: byRate ? 1n : market.tick,
      scale: distanceScale,
    },
    { label: messages.activationPrice, typed: activation, ...ofMoney },
  ];
  const change = {
    stopPrice: stop.next,
    trailing: distance.next === null || trailing === null ? null : trailingOf(distance.next, trailing.by),
    activation: activation.next,
  };
  return { fields, change };
}

/** A distance in its smallest unit: of the price, or hundredths of a percent. */
const distanceOf = (trailing: Trailing | null): bigint | null =>
  trailing === null ? null : trailing.by === 'rate' ? BigInt(trailing.bps) : trailing.amount;

const trailingOf = (distance: bigint, by: Trailing['by']): Trailing =>
  by === 'rate' ? { by, bps: Number(distance) } : { by, amount: priceOf(distance) };

function judgeDistance(text: string, trailing: Trailing | null, market: Market): Judged<bigint> {
  const judged = judgeTrailing(text, trailing?.by ?? 'rate', market);
  return judged.fault === null ? { units: distanceOf(judged.units) ?? 0n, fault: null } : judged;
}

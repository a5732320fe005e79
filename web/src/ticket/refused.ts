/** Which of the ticket's fields the exchange found fault with. */
import type { NewOrder } from '../exchange/model';
import type { Problem } from '../exchange/problem';
import type { Faults } from './draft';
import type { Part } from './kinds';

/** By the exchange's name of a field; those of two orders are below the order's name. */
const PARTS: Readonly<Record<string, Part | 'expires'>> = {
  price: 'price',
  quantity: 'quantity',
  quote_quantity: 'quantity',
  stop_price: 'stop',
  trailing_amount: 'trailing',
  trailing_bps: 'trailing',
  activation_price: 'activation',
  display_quantity: 'display',
  slices: 'slices',
  interval_seconds: 'interval',
  expires_at: 'expires',
  'limit.price': 'price',
  'stop.stop_price': 'stop',
  'stop.price': 'stopLimit',
  'working.price': 'price',
  'working.quantity': 'quantity',
  'working.stop_price': 'stop',
  'working.trailing_amount': 'trailing',
  'working.trailing_bps': 'trailing',
  'working.activation_price': 'activation',
  'working.display_quantity': 'display',
  'working.expires_at': 'expires',
  'pending.quantity': 'quantity',
  'pending.limit.price': 'takeProfit',
  'pending.stop.stop_price': 'stopLoss',
};

/** A fault of a value that the ticket has no field for is shown as a notice. */
export function refusedParts({ fields }: Problem, { then }: NewOrder): Faults {
  const faults: Partial<Record<Part | 'expires', Faults[Part]>> = {};
  for (const { field, rule } of fields) {
    const next = then?.takeProfit === null ? 'stopLoss' : 'takeProfit';
    const part = field === 'pending.stop_price' ? next : PARTS[field];
    if (part !== undefined) {
      faults[part] ??= { kind: 'refused', rule };
    }
  }
  return faults as Faults;
}

/** The page's reading of the wire, checked by the compiler: this file compiles or `npm run verify` fails. */
import type { Answer, Body } from './http';
import type { Balance, Fill, Interval, OrderStatus, Side, TimeInForce } from './model';
import type { Wire } from './decode';

type Same<A, B> = [A, B] extends [B, A] ? true : never;
const holds = (proof: true): boolean => proof;

holds(true satisfies Same<Wire['Order']['status'], OrderStatus>);
holds(true satisfies Same<Wire['Order']['side'], Side>);
holds(true satisfies Same<Wire['Order']['time_in_force'], TimeInForce>);
holds(true satisfies Same<Wire['Fill']['liquidity'], Fill['liquidity']>);
holds(true satisfies Same<Interval extends Wire['Interval'] ? true : never, true>);
// Decimals are strings, never numbers; what may be missing is null and always there.
holds(true satisfies Same<Wire['Order']['price'], string | null>);
holds(true satisfies Same<Wire['Balance']['available'], string>);
holds(true satisfies Same<Answer<'/api/trading/orders', 'post'>, Wire['Order']>);
holds(true satisfies Same<Answer<'/api/wallet/balances', 'get'>['items'][number], Wire['Balance']>);
holds(true satisfies Same<Body<'/api/trading/orders', 'post'>, Wire['OrderRequest']>);

// Money of one kind is not money of another.
declare const balance: Balance;
// @ts-expect-error an amount is not a quantity
export const quantity: Fill['quantity'] = balance.available;

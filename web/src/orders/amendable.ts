import type { Order } from '../exchange/model';

const isInBook = ({ status }: Order): boolean => status === 'open' || status === 'partially_filled';

/**
 * True if the order rests in the book or waits for its trigger. The two orders of a pair change together, and so do two
 * linked orders.
 */
export const canBeAmended = (order: Order): boolean =>
  (order.status === 'waiting' || (isInBook(order) && order.price !== null)) &&
  order.type !== 'twap' &&
  order.pairedId === null &&
  order.linkedAs !== 'working';

/** True if the exchange replaces it by another order in one command, because it cannot be amended. */
export const isReplaced = (order: Order): boolean => order.type === 'twap' && isInBook(order);

/** True for half of a pair, which is changed with the other half in one command. */
export const isOfPair = (order: Order): boolean =>
  order.pairedId !== null && (order.status === 'waiting' || isInBook(order));

/** True if the order begins after one that waits for its trigger itself: neither is changed before. */
export const waitsBehind = (order: Order, all: readonly Order[]): boolean =>
  order.status === 'pending' && all.some(({ id, status }) => id === order.linkedId && status === 'waiting');

/** True for each of two linked orders while the second waits for the first: both are changed in one command. */
export const isOfLink = (order: Order): boolean =>
  order.linkedAs === 'working' ? isInBook(order) : order.linkedAs === 'pending' && order.status === 'pending';

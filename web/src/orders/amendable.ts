import type { Order } from '../exchange/model';

export const isInBook = ({ status }: Order): boolean => status === 'open' || status === 'partially_filled';

/** The other order of a pair; of a pair that a third order starts, the other one that it starts. Null if there is none. */
export const partnerOf = (order: Order, open: readonly Order[]): Order | null =>
  open.find(
    ({ id, linkedAs, linkedId }) =>
      id !== order.id &&
      (id === order.pairedId || (isStarted(order.linkedAs) && isStarted(linkedAs) && linkedId === order.linkedId)),
  ) ?? null;

const isStarted = (linkedAs: Order['linkedAs']): boolean => linkedAs === 'pending';

/**
 * True if the order rests in the book or waits for its trigger. The two orders of a pair change together, and so do two
 * linked orders of which the first rests.
 */
export const canBeAmended = (order: Order, open: readonly Order[]): boolean =>
  (order.status === 'waiting' || (isInBook(order) && order.price !== null)) &&
  order.type !== 'twap' &&
  !isOfPair(order, open) &&
  (order.status === 'waiting' || order.linkedAs !== 'working');

/** True if the exchange replaces it by another order in one command, because it cannot be amended. */
export const isReplaced = (order: Order): boolean => order.type === 'twap' && isInBook(order);

/** True for half of a pair, also of one that waits to be started: it is changed with the other half in one command. */
export const isOfPair = (order: Order, open: readonly Order[]): boolean =>
  (order.pairedId !== null || partnerOf(order, open) !== null) &&
  (order.status === 'pending' || order.status === 'waiting' || isInBook(order));

/**
 * True for each of two linked orders while the second waits for the first: both are changed in one command. A first order
 * that waits for its own trigger is changed alone, with its trigger; the second one has the command for both.
 */
export const isOfLink = (order: Order): boolean =>
  order.linkedAs === 'working' ? isInBook(order) : order.linkedAs === 'pending' && order.status === 'pending';

/** True if the exchange can change it, alone or with another order. */
export const canBeChanged = (order: Order, open: readonly Order[]): boolean =>
  isOfPair(order, open) || canBeAmended(order, open) || isReplaced(order) || isOfLink(order);

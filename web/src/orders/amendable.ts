import type { Order } from '../exchange/model';

/** Whether it rests in the book or waits for its trigger: half of a pair stays as it is. */
export const canBeAmended = ({ status, type, price, paired }: Order): boolean =>
  (status === 'waiting' || ((status === 'open' || status === 'partially_filled') && price !== null)) &&
  type !== 'twap' &&
  !paired;

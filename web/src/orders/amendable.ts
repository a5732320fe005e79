import type { Order } from '../exchange/model';

/** Whether it rests in the book or waits for its trigger: half of a pair, and what another order waits for, stay as they are. */
export const canBeAmended = ({ status, type, price, paired, linkedAs }: Order): boolean =>
  (status === 'waiting' || ((status === 'open' || status === 'partially_filled') && price !== null)) &&
  type !== 'twap' &&
  !paired &&
  linkedAs !== 'working';

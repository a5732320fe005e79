import type { OrderStatus } from '../exchange/model';
import type { Messages } from '../language/messages';

/** How far an order is, in words. */
export function statusText(status: OrderStatus, messages: Messages): string {
  switch (status) {
    case 'open':
      return messages.statusOpen;
    case 'pending':
      return messages.statusPending;
    case 'waiting':
      return messages.statusWaiting;
    case 'partially_filled':
      return messages.statusPartiallyFilled;
    case 'filled':
      return messages.statusFilled;
    case 'canceled':
      return messages.statusCanceled;
    case 'expired':
      return messages.statusExpired;
  }
}

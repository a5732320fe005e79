/** Ways to the ticket from elsewhere on the page. */
import { goTo, marketHref } from '../app/place';

/** Goes to the first field of the ticket; false where no ticket is shown. */
export function toTicketField(): boolean {
  const field = document.querySelector<HTMLInputElement>('#ticket input.number');
  field?.focus();
  field?.select();
  return field !== null;
}

/** Goes to the ticket of a market; on a phone to the market, which has the way to its ticket. */
export function toTicketOf(symbol: string): void {
  if (!toTicketField()) {
    goTo(marketHref(symbol));
  }
}

import { useTrading } from '../app/trading';
import type { Order } from '../exchange/model';
import { useMessages } from '../language/language';

interface CopyOrderProps {
  readonly order: Order;
  /** The other of its pair, which is copied with it. */
  readonly other?: Order | null;
}

/** Fills the ticket with an order's fields; only for orders of the market that the ticket is of. */
export function CopyOrder({ order, other = null }: CopyOrderProps) {
  const messages = useMessages();
  const { market, copy } = useTrading();
  if (order.symbol !== market.symbol || !market.kinds.includes(order.type)) {
    return null;
  }
  return (
    <button type="button" className="cancel" title={messages.copyTitle} onClick={() => copy(order, other)}>
      {messages.copy}
    </button>
  );
}

import { useTrading } from '../../app/trading';
import { Dialog } from '../../controls/dialog';
import { useExchange } from '../../exchange/context';
import type { Market, Order } from '../../exchange/model';
import { useMessages } from '../../language/language';
import { useCanceling } from '../canceling';
import { useReplaceWords } from './words';

interface PairDialogProps {
  readonly order: Order;
  readonly other: Order | null;
  readonly market: Market;
  readonly onClose: () => void;
}

/** Says that a pair is placed again to be changed, and does each of the steps. */
export function PairDialog({ order, other, market, onClose }: PairDialogProps) {
  const messages = useMessages();
  const words = useReplaceWords();
  const exchange = useExchange();
  const trading = useTrading();
  const { busy, run } = useCanceling();
  const canCopy = other !== null && trading.market.symbol === order.symbol;
  return (
    <Dialog title={words.pairTitle(market.base.code)} onClose={onClose}>
      <div className="form">
        <p>{words.pairNotice}</p>
        {canCopy && (
          <button type="button" className="secondary" onClick={() => trading.copy(order, other)}>
            {words.copyPair}
          </button>
        )}
        <button
          type="button"
          className="primary"
          aria-disabled={busy}
          onClick={() =>
            run(() =>
              exchange.cancelOrder(order.id).then(() => {
                onClose();
                return messages.orderCanceled;
              }),
            )
          }
        >
          {words.cancelPair}
        </button>
      </div>
    </Dialog>
  );
}

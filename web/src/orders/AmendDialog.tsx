import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Market, Order } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { plain } from '../money/money';
import { judgePrice, judgeQuantity } from '../ticket/draft';
import { NumberField } from '../ticket/NumberField';
import { sayingOf } from '../ticket/saying';
import '../ticket/ticket.css';

interface AmendDialogProps {
  readonly order: Order;
  readonly market: Market;
  readonly onClose: () => void;
}

/** Another price and quantity for an order that rests. */
export function AmendDialog({ order, market, onClose }: AmendDialogProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const queries = useQueryClient();
  const teller = useTeller();
  const { base, quote, scales } = market;
  const [priceText, setPriceText] = useState(order.price === null ? '' : plain(order.price, scales.price));
  const [quantityText, setQuantityText] = useState(plain(order.quantity, scales.base));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const price = judgePrice(priceText, market);
  const quantity = judgeQuantity(quantityText, market);
  const send = async () => {
    if (busy || price.units === null || quantity.units === null) {
      return;
    }
    setBusy(true);
    try {
      await exchange.amendOrder(order, { price: price.units, quantity: quantity.units });
      teller.tell(messages.orderAmended);
      onClose();
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    } finally {
      await refreshPrivate(queries);
    }
  };
  return (
    <Dialog title={messages.amendTitle(base.code)} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <NumberField
          label={messages.price}
          unit={quote.code}
          text={priceText}
          step={market.tick}
          scale={scales.price}
          fault={sayingOf(price.fault, messages)}
          onChange={setPriceText}
        />
        <NumberField
          label={messages.quantity}
          unit={base.code}
          text={quantityText}
          step={market.lot}
          scale={scales.base}
          fault={sayingOf(quantity.fault, messages)}
          onChange={setQuantityText}
        />
        <p className="quiet">{messages.amendNotice}</p>
        {fault !== null && (
          <p className="form-fault" role="alert">
            {fault}
          </p>
        )}
        <button
          type="submit"
          className="primary"
          aria-disabled={busy || price.units === null || quantity.units === null}
        >
          {messages.amend}
        </button>
      </form>
    </Dialog>
  );
}

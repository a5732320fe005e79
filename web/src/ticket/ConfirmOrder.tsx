import { Dialog } from '../controls/dialog';
import type { FollowUp, Market, Side } from '../exchange/model';
import { useMessages } from '../language/language';
import { priceText, quantityText, quoteText } from '../markets/figures';
import { Figures } from './Figures';
import { AccountName } from './margin-mode/MarginMode';
import { Preview } from './Preview';
import { exitHint } from './saying';
import type { Review } from './sending';
import { Warnings } from './Warnings';

interface ConfirmProps {
  readonly review: Review;
  readonly market: Market;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
}

/** The order once more, with what looks wrong about it. */
export function ConfirmOrder({ review: { order, form, draft, warnings }, market, onConfirm, onBack }: ConfirmProps) {
  const messages = useMessages();
  const of =
    order.quantity === null
      ? order.quoteAmount === null
        ? ''
        : `${quoteText(order.quoteAmount, market)} ${market.quote.code}`
      : `${quantityText(order.quantity, market)} ${market.base.code}`;
  const at = order.price ?? order.stopPrice;
  return (
    <Dialog title={messages.confirmTitle} onClose={onBack}>
      <form
        className="form confirm-order"
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <p className="confirm-what">
          {messages.orderName(messages[order.kind], order.side, of, at === null ? null : priceText(at, market))}
        </p>
        {order.isolated !== null && (
          <p className="quiet">
            <AccountName isolated={order.isolated} />
          </p>
        )}
        <Figures draft={draft} form={form} market={market} />
        <Preview order={order} market={market} />
        {order.then !== null && <Follow then={order.then} side={order.side} market={market} />}
        {draft.exit !== null && <p className="quiet">{exitHint(form, messages)}</p>}
        <Warnings warnings={warnings} side={order.side} market={market} />
        <div className="form-choices">
          <button
            type="button"
            className="secondary"
            onClick={onBack}
            data-first={warnings.length > 0 ? '' : undefined}
          >
            {messages.back}
          </button>
          <button
            type="submit"
            className={`ticket-submit ticket-submit-${order.side}`}
            data-first={warnings.length === 0 ? '' : undefined}
          >
            {messages.place(order.side, market.base.code)}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The orders that begin once this one is filled. */
function Follow({ then, side, market }: { readonly then: FollowUp; readonly side: Side; readonly market: Market }) {
  const messages = useMessages();
  const of = `${quantityText(then.quantity, market)} ${market.base.code}`;
  const exits = [['take_profit', then.takeProfit] as const, ['stop_loss', then.stopLoss] as const];
  return exits.map(
    ([kind, at]) =>
      at !== null && (
        <p key={kind} className="confirm-then">
          {messages.followedBy(
            messages.orderName(messages[kind], side === 'buy' ? 'sell' : 'buy', of, priceText(at, market)),
          )}
        </p>
      ),
  );
}

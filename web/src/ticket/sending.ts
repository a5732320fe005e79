/** The way of an order from the ticket to the exchange: confirmed where it looks wrong, sent once, its result shown. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { useExchange, useIsolated } from '../exchange/context';
import { newId } from '../exchange/id';
import type { Market, NewOrder, Order } from '../exchange/model';
import { problemOf } from '../exchange/problem';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import { newsOf } from '../orders/news';
import { useOwn } from '../settings/own';
import { useSettings } from '../settings/settings';
import { asksTheSame, orderOf, type Draft, type Faults, type Form } from './draft';
import { sellingOrder, type Exit } from './exit';
import { refusedParts } from './refused';
import type { Warning } from './warnings';

/** An order as it was when the button was pressed: what is confirmed is what is sent, whatever is typed meanwhile. */
export interface Review {
  readonly order: NewOrder;
  readonly form: Form;
  readonly draft: Draft;
  readonly warnings: readonly Warning[];
}

export interface Sending {
  readonly busy: boolean;
  /** The order to be confirmed; null if none is. */
  readonly review: Review | null;
  /** True if it was tried with something missing: faults are shown from then on. */
  readonly tried: boolean;
  /** The exchange's refusal of the form as it is. */
  readonly refused: Faults;
  /** The form is another now. */
  readonly forget: () => void;
  /** @returns whether the form was complete */
  readonly press: () => boolean;
  /** Asks the exchange what it would come to, and the person whether to place it. */
  readonly preview: () => void;
  readonly confirm: () => void;
  readonly back: () => void;
}

export function useSending(
  form: Form,
  draft: Draft,
  warnings: readonly Warning[],
  market: Market,
  onPlaced: (form: Form) => void,
): Sending {
  const messages = useMessages();
  const exchange = useExchange();
  const isolated = useIsolated();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const own = useOwn();
  const { settings } = useSettings();
  const [busy, setBusy] = useState(false);
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Faults>({});
  const [review, setReview] = useState<Review | null>(null);
  // Its outcome is unknown: pressing again asks for this very order, never for a second one.
  const [unsettled, setUnsettled] = useState<NewOrder | null>(null);

  const protect = async (bought: Order, exit: Exit): Promise<void> => {
    const selling = sellingOrder(bought, exit, market, newId());
    if (selling === null) {
      notifier.notify(messages.exitFailed(messages.exitTooSmall));
      return;
    }
    try {
      notifier.notify(newsOf(await exchange.placeOrder(selling), market, messages, own));
    } catch (thrown) {
      notifier.notify(messages.exitFailed(saying(problemOf(thrown), messages)));
    }
  };
  const send = async (requested: NewOrder, of: Form, exit: Exit | null): Promise<void> => {
    const order = unsettled !== null && asksTheSame(unsettled, requested) ? unsettled : requested;
    setBusy(true);
    setRefused({});
    try {
      const placed = await exchange.placeOrder(order);
      notifier.notify(newsOf(placed, market, messages, own));
      if (exit !== null && order.then === null) {
        await protect(placed, exit);
      }
      setUnsettled(null);
      setTried(false);
      onPlaced(of);
    } catch (thrown) {
      setUnsettled(problemOf(thrown).passes ? order : null);
      setRefused(refusedParts(problemOf(thrown), order));
      notifier.notifyProblem(thrown);
    } finally {
      setBusy(false);
      await refreshPrivate(queries);
    }
  };
  const press = (): boolean => {
    const order = orderOf(form, draft, { symbol: market.symbol, isolated, clientOrderId: newId() });
    setTried(order === null);
    if (order === null || busy || review !== null) {
      return order !== null;
    }
    const { confirmation } = settings;
    if (confirmation === 'always' || (confirmation === 'risky' && warnings.length > 0)) {
      setReview({ order, form, draft, warnings });
    } else {
      void send(order, form, draft.exit);
    }
    return true;
  };
  const preview = (): void => {
    const order = orderOf(form, draft, { symbol: market.symbol, isolated, clientOrderId: newId() });
    setTried(order === null);
    if (order !== null && !busy) {
      setReview({ order, form, draft, warnings });
    }
  };
  const confirm = (): void => {
    if (review !== null) {
      setReview(null);
      void send(review.order, review.form, review.draft.exit);
    }
  };
  const forget = (): void => setRefused({});
  return { busy, review, tried, refused, forget, press, preview, confirm, back: () => setReview(null) };
}

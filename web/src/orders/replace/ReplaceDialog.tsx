import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import type { Market, Order } from '../../exchange/model';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate } from '../../exchange/queries';
import { replaceTwap, twapAsIs, type Twap } from '../../exchange/replacing';
import { useMessages } from '../../language/language';
import { saying } from '../../language/messages';
import { most } from '../../money/money';
import { Loaded } from '../../pages/Records';
import { judgePrice, judgeQuantity, judgeWhole } from '../../ticket/judge';
import { NumbersForm } from '../NumbersForm';
import { useTyped } from '../use-typed';
import { useReplaceWords } from './words';

interface ReplaceDialogProps {
  readonly order: Order;
  readonly market: Market;
  readonly onClose: () => void;
}

const SLICES_MIN = 2n;
const SLICES_MAX = 1_000n;
const SECONDS_MAX = 86_400n;

/** Replaces a TWAP by one for what is left of it. */
export function ReplaceDialog({ order, market, onClose }: ReplaceDialogProps) {
  const messages = useMessages();
  const exchange = useExchange();
  const query = useQuery({
    queryKey: ['twap', order.id],
    queryFn: () => twapAsIs(exchange, order, market),
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <Dialog title={messages.amendTitle(market.base.code)} onClose={onClose}>
      <Loaded query={query}>
        {(twap) => <ReplaceForm twap={twap} order={order} market={market} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

function ReplaceForm({ twap, order, market, onClose }: ReplaceDialogProps & { readonly twap: Twap }) {
  const messages = useMessages();
  const words = useReplaceWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const { base, quote, scales } = market;
  const limit = useTyped(twap.price, scales.price, (text) => judgePrice(text, market));
  const rest = useTyped(twap.rest, scales.base, (text) => judgeQuantity(text, market));
  const slices = useTyped(most(twap.slices, SLICES_MIN), 0, (text) => judgeWhole(text, SLICES_MIN, SLICES_MAX));
  const seconds = useTyped(twap.seconds, 0, (text) => judgeWhole(text, 1n, SECONDS_MAX));
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const whole = { unit: '', step: 1n, scale: 0 };
  const fields = [
    { label: messages.price, typed: limit, unit: quote.code, step: market.tick, scale: scales.price },
    { label: words.rest, typed: rest, unit: base.code, step: market.lot, scale: scales.base },
    { label: messages.sliceCount, typed: slices, ...whole },
    { label: messages.sliceInterval, typed: seconds, ...whole },
  ].filter(({ typed }) => typed.has);
  const isReady = fields.every(({ typed }) => typed.fault === null);
  const send = async () => {
    const [restUnits, sliceCount, secondsEach] = [rest.units, slices.units, seconds.units];
    if (busy || !isReady || restUnits === null || sliceCount === null || secondsEach === null) {
      return;
    }
    setBusy(true);
    try {
      const to = { ...twap, price: limit.units, rest: restUnits, slices: sliceCount, seconds: secondsEach };
      const refused = await replaceTwap(exchange, order, to, market);
      if (refused === null) {
        notifier.notify(words.replaced);
        onClose();
      } else {
        setFault(words.onlyCanceled(saying(refused, messages)));
      }
    } catch (thrown) {
      setFault(saying(problemOf(thrown), messages));
      setBusy(false);
    } finally {
      await refreshPrivate(queries);
    }
  };
  return (
    <NumbersForm
      fields={fields}
      notice={words.notice}
      fault={fault}
      isReady={!busy && isReady}
      action={words.replace}
      onSend={() => void send()}
    />
  );
}

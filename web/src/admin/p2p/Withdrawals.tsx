import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { SureButton } from '../../pages/buttons';
import { useNotifier } from '../../controls/toasts';
import { useExchange, useSession } from '../../exchange/context';
import { askWithdrawal, decideWithdrawal, useWithdrawals, type Withdrawal } from '../../exchange/p2p-moderation';
import { refreshPrivate } from '../../exchange/queries';
import { useP2pWords } from '../../p2p/words';
import { useAct } from '../../pages/act';
import { useDates } from '../../pages/dates';
import { Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { useCaseWords } from './words';

const REASON_MOST = 1_000;

/** Form that asks for the withdrawal of a chargeback, once its button is pressed. */
export function Withdraw({ id }: { readonly id: string }) {
  const words = useCaseWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [isOpen, setOpen] = useState(false);
  const { busy, faults, submit } = useSubmission({
    fields: ['reason'],
    sayings: { already_decided: words.withdrawalWaits },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      await askWithdrawal(exchange, id, typed(form, 'reason'));
      setOpen(false);
      notifier.notify(words.withdrawalRequested);
      await refreshPrivate(queries);
    });
  if (!isOpen) {
    return (
      <button type="button" className="small-button" onClick={() => setOpen(true)}>
        {words.withdraw}
      </button>
    );
  }
  return (
    <Form onSend={send}>
      <Field name="reason" label={words.withdrawWhy} lines={2} prose most={REASON_MOST} faults={faults} />
      <FormFault faults={faults} />
      <div className="form-buttons">
        <button type="button" className="secondary" onClick={() => setOpen(false)}>
          {words.withdrawCancel}
        </button>
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.withdrawAsk}
        </button>
      </div>
    </Form>
  );
}

/** Withdrawals of chargebacks; nothing while there are none. */
export function Withdrawals({ mayDecide }: { readonly mayDecide: boolean }) {
  const list = useWithdrawals();
  if (list.data?.pages[0]?.items.length === 0) {
    return null;
  }
  return <Paged list={list}>{(rows) => <Rows rows={rows} mayDecide={mayDecide} />}</Paged>;
}

interface RowsProps {
  readonly rows: readonly Withdrawal[];
  readonly mayDecide: boolean;
}

function Rows({ rows, mayDecide }: RowsProps) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.withdrawals}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noWithdrawals}
      columns={[
        { name: p2pWords.trade, cell: ({ trade_id: id }) => <code>{id}</code> },
        { name: words.withdrawWhy, cell: ({ reason }) => <bdi>{reason}</bdi> },
        { name: words.handledBy, cell: ({ requested_by: by }) => <bdi>{by}</bdi> },
        { name: words.since, cell: ({ requested_at: at }) => dates.minute(Date.parse(at)) },
        { name: p2pWords.state, cell: ({ state }) => words.withdrawalStates[state] },
        { name: words.withdrawSecond, cell: ({ decided_by: by }) => <bdi>{by ?? '—'}</bdi> },
      ]}
      {...(mayDecide ? { actions: (row: Withdrawal) => <Answer row={row} /> } : {})}
    />
  );
}

/** The moderator who asked may refuse alone. */
function Answer({ row }: { readonly row: Withdrawal }) {
  const words = useCaseWords();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  if (row.state !== 'waiting') {
    return null;
  }
  const isOwn = session.kind === 'in' && session.user.account === row.requested_by;
  const answer = (approve: boolean): void =>
    act(async () => {
      const { case_effect: effect } = await decideWithdrawal(exchange, row.id, approve);
      return approve ? words.withdrawalEffects[effect ?? 'none'](row.case_id ?? '') : words.withdrawalRefused;
    });
  return (
    <span className="form-buttons">
      <button type="button" className="small-button" aria-disabled={busy} onClick={() => answer(false)}>
        {words.withdrawRefuse}
      </button>
      {!isOwn && (
        <SureButton className="small-button" sure={words.withdrawSure} busy={busy} onSure={() => answer(true)}>
          {words.withdrawApprove}
        </SureButton>
      )}
    </span>
  );
}

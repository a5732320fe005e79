import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange, useSession } from '../../exchange/context';
import {
  CHARGEBACK_REASONS,
  recordChargeback,
  useChargebacks,
  type Chargeback,
  type ChargebackReason,
} from '../../exchange/p2p-reports';
import { refreshPrivate } from '../../exchange/queries';
import { useRoomWords } from '../../p2p/room/words';
import { useP2pWords } from '../../p2p/words';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { Paged } from '../Paged';
import { Withdraw, Withdrawals } from './Withdrawals';
import { useCaseWords } from './words';

const ID_MOST = 40;
const REFERENCE_MOST = 200;

/** Payments that were taken back after the release, and the form that records one. */
export function Chargebacks() {
  const words = useCaseWords();
  const session = useSession();
  const mayRecord = session.kind === 'in' && session.user.permissions.includes('custody_manage');
  return (
    <Card title={words.chargebacks} notice={words.chargebacksNotice}>
      {mayRecord && <Recording />}
      <Paged list={useChargebacks()}>{(rows) => <Rows rows={rows} mayWithdraw={mayRecord} />}</Paged>
      <Withdrawals mayDecide={mayRecord} />
    </Card>
  );
}

function Recording() {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const { chargebackReasons } = useRoomWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [reason, setReason] = useState<ChargebackReason>('recalled');
  const { busy, faults, submit } = useSubmission({
    fields: ['trade_id', 'reason', 'reference'],
    codes: { not_found: 'trade_id', trade_state: 'trade_id', already_decided: 'trade_id' },
    sayings: { trade_state: words.chargebackState, already_decided: words.chargebackOnce },
  });
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      await recordChargeback(exchange, typed(form, 'trade_id').trim(), reason, typed(form, 'reference'));
      empty();
      notifier.notify(words.chargebackRecorded);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <Field name="trade_id" label={words.chargebackTrade} most={ID_MOST} faults={faults} />
      <Choice<ChargebackReason>
        name="reason"
        label={p2pWords.reportReason}
        values={CHARGEBACK_REASONS}
        names={chargebackReasons}
        chosen={reason}
        fault={faults.fields['reason']}
        onChoose={(chosen) => setReason(chosen ?? reason)}
      />
      <Field name="reference" label={words.chargebackReference} most={REFERENCE_MOST} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.chargebackRecord}
      </button>
    </Form>
  );
}

interface RowsProps {
  readonly rows: readonly Chargeback[];
  readonly mayWithdraw: boolean;
}

function Rows({ rows, mayWithdraw }: RowsProps) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const { chargebackReasons } = useRoomWords();
  const dates = useDates();
  return (
    <Records
      label={words.chargebacks}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noChargebacks}
      columns={[
        { name: p2pWords.trade, cell: ({ trade_id: id }) => <code>{id}</code> },
        { name: words.chargebackBuyer, cell: ({ buyer }) => <bdi>{buyer}</bdi> },
        { name: p2pWords.reportReason, cell: ({ reason }) => chargebackReasons[reason] },
        { name: words.chargebackReference, cell: ({ reference }) => <bdi>{reference}</bdi> },
        { name: words.handledBy, cell: ({ recorded_by: by }) => <bdi>{by}</bdi> },
        { name: words.since, cell: ({ recorded_at: at }) => dates.minute(Date.parse(at)) },
        { name: words.caseOf, cell: ({ case_id: id }) => <bdi>{id ?? '—'}</bdi> },
      ]}
      {...(mayWithdraw ? { actions: ({ id }: Chargeback) => <Withdraw id={id} /> } : {})}
    />
  );
}

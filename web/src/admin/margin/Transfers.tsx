import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange, useSession } from '../../exchange/context';
import {
  decideTransfer,
  poolTransfers,
  proposeTransfer,
  type NewPoolTransfer,
  type Party,
  type PoolTransfer,
} from '../../exchange/margin-admin';
import { PRIVATE } from '../../exchange/queries';
import { plainly } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useKeyed } from '../../wallet/keyed';
import { useMarginWords } from '../../wallet/margin/words';
import { Choice } from '../Choice';
import { Decision } from '../Decision';
import { usePeople } from '../queries';
import { useAdminWords } from '../words';
import { EVERY_MILLIS, useLendingPools } from './queries';
import { Sum } from './Sum';
import { useLendingWords } from './words';

/** Money of the pools: one person proposes a transfer, another one approves it. */
export function Transfers() {
  const words = useLendingWords();
  const exchange = useExchange();
  const { data: pools = [] } = useLendingPools();
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'pool transfers'],
    queryFn: () => poolTransfers(exchange),
    refetchInterval: EVERY_MILLIS,
  });
  return (
    <Card
      title={words.transfers}
      notice={words.transfersNotice}
      action={
        pools.length > 0 && (
          <button type="button" className="secondary" onClick={() => setOpen(true)}>
            {words.propose}
          </button>
        )
      }
    >
      <Loaded query={query}>{(rows) => <List rows={rows} />}</Loaded>
      {open && (
        <Dialog title={words.propose} onClose={() => setOpen(false)}>
          <Propose codes={pools.map(({ currency }) => currency)} onDone={() => setOpen(false)} />
        </Dialog>
      )}
    </Card>
  );
}

const TAGS = { proposed: 'tag-warn', approved: 'tag-warn', posted: 'tag-good', rejected: 'tag-plain' } as const;

/** Accounts of an exchange with a number of their own. */
const PARTIES: Readonly<Record<string, Party>> = { 2: 'fees', 4: 'pool', 5: 'insurance' };

function List({ rows }: { readonly rows: readonly PoolTransfer[] }) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const session = useSession();
  const dates = useDates();
  const people = usePeople();
  const nameOf = (account: string): string => {
    const party = PARTIES[account];
    return party === undefined ? `${admin.exchangeAccount} ${account}` : words.parties[party];
  };
  return (
    <Records
      label={words.transfers}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={margin.noEntries}
      columns={[
        { name: admin.when, cell: ({ proposed_at: at }) => dates.minute(Date.parse(at)) },
        { name: words.amount, number: true, cell: (row) => <Sum of={row} /> },
        { name: words.from, cell: ({ account }) => <bdi>{nameOf(account)}</bdi> },
        { name: words.to, cell: ({ to }) => <bdi>{nameOf(to)}</bdi> },
        { name: admin.reason, cell: ({ reason }) => <bdi>{reason}</bdi> },
        { name: admin.requestedBy, cell: ({ proposed_by: by }) => <bdi>{people.get(by) ?? admin.userNumber(by)}</bdi> },
        { name: admin.state, cell: ({ state }) => <i className={`tag ${TAGS[state]}`}>{words.states[state]}</i> },
      ]}
      actions={({ id, state, proposed_by: by }) =>
        (state === 'proposed' || state === 'approved') && (
          <Decision
            decide={(approve) => decideTransfer(exchange, id, approve)}
            isOwn={session.kind === 'in' && session.user.id === by}
            isApproved={state === 'approved'}
          />
        )
      }
    />
  );
}

const FROM = ['fees', 'pool', 'insurance', 'own'] as const;
const TO = ['pool', 'insurance', 'fees'] as const;

interface ProposeProps {
  readonly codes: readonly string[];
  readonly onDone: () => void;
}

function Propose({ codes, onDone }: ProposeProps) {
  const admin = useAdminWords();
  const words = useLendingWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const { busy, faults, send } = useKeyed({ fields: ['from', 'to', 'currency', 'amount', 'reason'] });
  const submit = (form: FormData): void =>
    send(async (key) => {
      const request: NewPoolTransfer = {
        from: FROM.find((each) => each === typed(form, 'from')) ?? 'fees',
        to: TO.find((each) => each === typed(form, 'to')) ?? 'pool',
        currency: typed(form, 'currency'),
        amount: plainly(typed(form, 'amount')),
        reason: typed(form, 'reason'),
      };
      await proposeTransfer(exchange, request, key);
      notifier.notify(admin.requested);
      onDone();
    });
  return (
    <Form onSend={submit}>
      <Choice
        name="from"
        label={words.from}
        values={FROM}
        names={words.parties}
        chosen="fees"
        fault={faults.fields['from']}
      />
      <Choice name="to" label={words.to} values={TO} names={words.parties} chosen="pool" fault={faults.fields['to']} />
      <Choice
        name="currency"
        label={admin.asset}
        values={codes}
        names={Object.fromEntries(codes.map((code) => [code, code]))}
        chosen={codes[0] ?? null}
        fault={faults.fields['currency']}
      />
      <Field name="amount" label={words.amount} most={40} faults={faults} />
      <Field name="reason" label={admin.reason} most={300} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {admin.ask}
      </button>
    </Form>
  );
}

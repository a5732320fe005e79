import { useState, type ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useSession } from '../exchange/context';
import type { Page } from '../exchange/model';
import {
  useOversight,
  type RiskReason,
  type Arrival,
  type ToDecide,
  type TransferToDecide,
} from '../exchange/oversight';
import { useMessages } from '../language/language';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records, type Column } from '../pages/Records';
import { plain } from '../money/money';
import { readable } from '../money/numerals';
import { Decision } from './Decision';
import { useArrivals, useReversed, useToDecide, useTransfersToDecide } from './queries';
import { useAdminWords, type AdminWords } from './words';

/** Custody cases that a person decides. */
export function Custody() {
  const words = useAdminWords();
  return (
    <>
      <Listed title={words.withdrawals} notice={words.withdrawalsNotice} query={useToDecide()}>
        {(rows) => <Withdrawals rows={rows} />}
      </Listed>
      <Listed title={words.transfersWaiting} notice={words.transfersNotice} query={useTransfersToDecide()}>
        {(rows) => <Transfers rows={rows} />}
      </Listed>
      <Listed title={words.arrivals} notice={words.arrivalsNotice} query={useArrivals()}>
        {(rows) => <Arrivals rows={rows} />}
      </Listed>
      <Listed title={words.reversed} notice={words.reversedNotice} query={useReversed()}>
        {(rows) => <Reversed rows={rows} />}
      </Listed>
    </>
  );
}

interface ListedProps<T> {
  readonly title: string;
  readonly notice: string;
  readonly query: UseQueryResult<Page<T>>;
  readonly children: (rows: readonly T[]) => ReactNode;
}

function Listed<T>({ title, notice, query, children }: ListedProps<T>) {
  return (
    <Card title={title} notice={notice}>
      <Loaded query={query}>{({ items }) => children(items)}</Loaded>
    </Card>
  );
}

/** From here on a second person decides; what is riskier stands out. */
const RISKY = 60;

interface Risky {
  readonly risk: number;
  readonly reasons: readonly RiskReason[];
}

const riskColumns = (words: AdminWords): readonly Column<Risky>[] => [
  {
    name: words.risk,
    cell: ({ risk }) => <i className={`tag ${risk >= RISKY ? 'tag-bad' : 'tag-plain'}`}>{risk}</i>,
  },
  {
    name: words.reasons,
    cell: ({ reasons }) => (
      <span className="tags">
        {reasons.map((reason) => (
          <i key={reason} className="tag tag-plain">
            {words.riskReasons[reason]}
          </i>
        ))}
      </span>
    ),
  },
];

function Transfers({ rows }: { readonly rows: readonly TransferToDecide[] }) {
  const messages = useMessages();
  const words = useAdminWords();
  const dates = useDates();
  const oversight = useOversight();
  const session = useSession();
  return (
    <Records
      label={words.transfersWaiting}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noTransfers}
      columns={[
        { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
        { name: words.user, cell: ({ userId, account }) => words.userOfAccount(userId, account) },
        { name: words.receiver, number: true, cell: ({ receiver }) => receiver },
        {
          name: messages.amount,
          number: true,
          cell: ({ amount, code }) => <bdi dir="ltr">{`${amount.replace(/^-/, '')} ${code}`}</bdi>,
        },
        ...riskColumns(words),
      ]}
      actions={({ id, userId }) =>
        session.kind === 'in' && session.user.id === userId ? (
          <span className="quiet">{words.yours}</span>
        ) : (
          <Decision decide={(approve) => oversight.decideTransfer(id, approve)} />
        )
      }
    />
  );
}

function Withdrawals({ rows }: { readonly rows: readonly ToDecide[] }) {
  const messages = useMessages();
  const words = useAdminWords();
  return (
    <Records
      label={words.withdrawals}
      rows={rows}
      keyOf={({ withdrawal }) => withdrawal.id}
      nothing={words.noWithdrawals}
      columns={[
        { name: words.user, cell: ({ userId, account }) => words.userOfAccount(userId, account) },
        {
          name: messages.amount,
          number: true,
          cell: ({ withdrawal: { units, asset } }) => (
            <bdi dir="ltr">
              {readable(plain(units, asset.scale), true)} {asset.code}
            </bdi>
          ),
        },
        {
          name: words.destination,
          cell: ({ withdrawal: { network, address } }) => (
            <span>
              <bdi>{network}</bdi> <code>{address}</code>
            </span>
          ),
        },
        ...riskColumns(words),
      ]}
      actions={(row) => <Decide row={row} />}
    />
  );
}

function Decide({ row: { userId, withdrawal } }: { readonly row: ToDecide }) {
  const words = useAdminWords();
  const oversight = useOversight();
  const session = useSession();
  if (session.kind === 'in' && session.user.id === userId) {
    return <span className="quiet">{words.yours}</span>;
  }
  return <Decision decide={(approve) => oversight.decide(withdrawal.id, approve)} />;
}

function Arrivals({ rows }: { readonly rows: readonly Arrival[] }) {
  const words = useAdminWords();
  const messages = useMessages();
  const dates = useDates();
  const [settling, setSettling] = useState<{ readonly row: Arrival; readonly credit: boolean } | null>(null);
  return (
    <>
      <Records
        label={words.arrivals}
        rows={rows}
        keyOf={({ id }) => id}
        nothing={words.noArrivals}
        columns={[
          { name: words.when, cell: ({ arrivedMillis }) => dates.minute(arrivedMillis) },
          {
            name: words.exchangeAccount,
            cell: ({ account }) => (account === null ? words.unassigned : <span className="number">{account}</span>),
          },
          {
            name: messages.amount,
            number: true,
            cell: ({ chainUnits, token }) => (
              <span>
                {words.smallestUnits(chainUnits)}
                {token !== '' && <small>{token}</small>}
              </span>
            ),
          },
          {
            name: words.destination,
            cell: ({ network, transaction }) => (
              <span>
                <bdi>{network}</bdi> <code>{transaction}</code>
              </span>
            ),
          },
          { name: words.reason, cell: ({ why }) => <bdi>{why}</bdi> },
        ]}
        actions={(row) => (
          <>
            <button type="button" className="small-button" onClick={() => setSettling({ row, credit: true })}>
              {words.credit}
            </button>
            <button type="button" className="small-button" onClick={() => setSettling({ row, credit: false })}>
              {words.ignore}
            </button>
          </>
        )}
      />
      {settling !== null && <Settle {...settling} onClose={() => setSettling(null)} />}
    </>
  );
}

/** They stand there until the chain has decided; what had been spent is owed. */
function Reversed({ rows }: { readonly rows: readonly Arrival[] }) {
  const words = useAdminWords();
  const messages = useMessages();
  const dates = useDates();
  return (
    <Records
      label={words.reversed}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noReversed}
      columns={[
        { name: words.when, cell: ({ arrivedMillis }) => dates.minute(arrivedMillis) },
        { name: words.exchangeAccount, cell: ({ account }) => <span className="number">{account ?? '—'}</span> },
        { name: messages.amount, number: true, cell: ({ chainUnits }) => words.smallestUnits(chainUnits) },
        {
          name: words.destination,
          cell: ({ network, transaction }) => (
            <span>
              <bdi>{network}</bdi> <code>{transaction}</code>
            </span>
          ),
        },
        {
          name: words.state,
          cell: ({ state }) => (
            <i className={`tag ${state === 'gone' ? 'tag-bad' : 'tag-warn'}`}>{words.arrivalStates[state]}</i>
          ),
        },
        { name: words.reason, cell: ({ why }) => <bdi>{why}</bdi> },
      ]}
    />
  );
}

interface SettleProps {
  readonly row: Arrival;
  /** Otherwise it is a deposit without an owner. */
  readonly credit: boolean;
  readonly onClose: () => void;
}

/** Its owner, or the reason why it has none. */
function Settle({ row, credit, onClose }: SettleProps) {
  const words = useAdminWords();
  const oversight = useOversight();
  const notifier = useNotifier();
  const lists = useArrivals();
  const { busy, faults, submit } = useSubmission({
    fields: ['account', 'reason'],
    rules: { account: words.accountRule },
    codes: { unknown_account: 'account' },
    sayings: words.problems,
  });
  const settle = async (form: FormData): Promise<void> => {
    if (credit) {
      await oversight.credit(row.id, typed(form, 'account') || null);
      notifier.notify(words.credited);
    } else {
      await oversight.ignore(row.id, typed(form, 'reason'));
      notifier.notify(words.ignored);
    }
    void lists.refetch();
    onClose();
  };
  return (
    <Dialog title={credit ? words.credit : words.ignore} onClose={onClose}>
      <Form onSend={(form) => submit(() => settle(form))}>
        {!credit && <Field name="reason" label={words.reason} most={300} focused faults={faults} />}
        {credit && row.account === null && (
          <Field name="account" label={words.creditTo} inputMode="numeric" most={13} focused faults={faults} />
        )}
        {credit && row.account !== null && <p>{words.creditAccount(row.account)}</p>}
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {credit ? words.credit : words.ignore}
        </button>
      </Form>
    </Dialog>
  );
}

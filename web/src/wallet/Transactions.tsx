import { useState } from 'react';
import { Paged } from '../admin/Paged';
import { goTo, walletHref } from '../app/place';
import { Nothing } from '../controls/Nothing';
import { useCustody, type Transaction, type TransactionFilter, type TransactionStatus } from '../exchange/custody';
import { Problem } from '../exchange/problem';
import { useMessages } from '../language/language';
import { exactText } from '../markets/figures';
import { saying, type Messages } from '../language/messages';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Records } from '../pages/Records';
import { useOwn } from '../settings/own';
import { useTransactions } from './queries';
import { WithdrawalSteps } from './Steps';
import { useWalletWords } from './words';

const TAGS: Readonly<Record<TransactionStatus, string>> = {
  pending: 'tag-plain',
  confirming: 'tag-plain',
  completed: 'tag-good',
  failed: 'tag-bad',
  canceled: 'tag-plain',
  frozen: 'tag-warn',
};

interface StandingProps {
  readonly of: Pick<Transaction, 'status' | 'confirmations' | 'confirmationsNeeded'>;
}

/** How it stands; while the network confirms it, how far. */
export function Standing({ of: { status, confirmations, confirmationsNeeded } }: StandingProps) {
  const words = useWalletWords();
  return (
    <i className={`tag ${TAGS[status]}`}>
      {words.statuses[status]}
      {status === 'confirming' && confirmationsNeeded !== null && (
        <span className="number">
          {' '}
          {confirmations ?? 0}/{confirmationsNeeded}
        </span>
      )}
    </i>
  );
}

export const whyIn = (why: { readonly code: string; readonly detail: string } | null, messages: Messages): string =>
  why === null ? '' : saying(new Problem(why.code, 0, why.detail), messages);

/** Deposits and withdrawals, with their present state. */
export function Transactions({ filter }: { readonly filter: TransactionFilter }) {
  const list = useTransactions(filter);
  return <Paged list={list}>{(rows) => <List rows={rows} type={filter.type} />}</Paged>;
}

interface ListProps {
  readonly rows: readonly Transaction[];
  /** Type that the list is of; null: all. */
  readonly type: TransactionFilter['type'];
}

function List({ rows, type }: ListProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const dates = useDates();
  const own = useOwn();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Records
      label={words.history}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={
        type !== null ? (
          words.noneOf[type]
        ) : (
          <Nothing text={words.noTransactions} word={words.firstDeposit} onAct={() => goTo(walletHref('deposit'))} />
        )
      }
      columns={[
        { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
        { name: messages.type, cell: ({ type }) => words.types[type] },
        {
          name: messages.amount,
          number: true,
          cell: ({ units, asset }) => (
            <bdi dir="ltr">
              {own(exactText(units, asset))} {asset.code}
            </bdi>
          ),
        },
        { name: messages.status, cell: (row) => <Standing of={row} /> },
        { name: words.onChain, cell: (row) => <OnChain row={row} /> },
        { name: words.why, cell: ({ why }) => <bdi>{whyIn(why, messages) || '—'}</bdi> },
      ]}
      actions={(row) => {
        if (row.type === 'internal' && row.status === 'pending' && row.units < 0n) {
          return <CancelTransfer id={row.id} />;
        }
        return (
          row.type === 'withdrawal' && (
            <button type="button" className="small-button" onClick={() => setOpen(open === row.id ? null : row.id)}>
              {open === row.id ? words.less : words.steps}
            </button>
          )
        );
      }}
      detail={(row) =>
        open === row.id && (
          <tr className="records-detail">
            <td colSpan={7}>
              <WithdrawalSteps id={row.id} />
            </td>
          </tr>
        )
      }
    />
  );
}

/** Ends a transfer to another user that waits for a second person. */
function CancelTransfer({ id }: { readonly id: string }) {
  const words = useWalletWords();
  const custody = useCustody();
  const { busy, act } = useAct();
  const cancel = (): void =>
    act(async () => {
      await custody.cancelTransfer(id);
      return words.canceled;
    });
  return (
    <SureButton sure={words.cancelSure} busy={busy} onSure={cancel}>
      {words.cancelTransfer}
    </SureButton>
  );
}

/** From or to whom, and its id on the network. */
export function OnChain({ row: { network, address, transaction } }: { readonly row: Transaction }) {
  if (network === null) {
    return '—';
  }
  return (
    <span className="on-chain">
      <bdi>{network}</bdi>
      {address !== null && <code>{address}</code>}
      {transaction !== null && transaction !== address && <code>{transaction}</code>}
    </span>
  );
}

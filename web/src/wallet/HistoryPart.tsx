import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { useNotifier } from '../controls/toasts';
import {
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
  useCustody,
  type Transaction,
  type TransactionFilter,
  type TransactionStatus,
  type TransactionType,
} from '../exchange/custody';
import { useBalances } from '../exchange/queries';
import { wholeList } from '../exchange/whole';
import { useMessages } from '../language/language';
import { plain } from '../money/money';
import { ALL_OF_IT, periodOf } from '../orders/past';
import { csvOf, download } from '../pages/csv';
import { Card } from '../pages/Pages';
import { AssetChoice } from './Chosen';
import { Transactions, whyIn } from './Transactions';
import { useWalletWords } from './words';

interface HistoryFilter {
  readonly type: TransactionType | null;
  readonly currency: string | null;
  readonly status: TransactionStatus | null;
  /** Days; empty for no bound. */
  readonly from: string;
  readonly to: string;
}

const ALL: HistoryFilter = { type: null, currency: null, status: null, from: '', to: '' };

/** Everything that came in and went out. */
export function HistoryPart() {
  const words = useWalletWords();
  const [choices, setChoices] = useState(ALL);
  const { type, currency, status, from, to } = choices;
  const filter = { type, currency, status, period: periodOf({ ...ALL_OF_IT, from, to }) };
  return (
    <Card title={words.history} notice={words.historyNotice} action={<Export filter={filter} />}>
      <Filters choices={choices} onWant={setChoices} />
      <Transactions filter={filter} />
    </Card>
  );
}

/** The listed entries, as a file for spreadsheets. */
function Export({ filter }: { readonly filter: TransactionFilter }) {
  const messages = useMessages();
  const words = useWalletWords();
  const custody = useCustody();
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const names = [
    ...[words.when, messages.type, words.chooseAsset, messages.amount, words.fee, messages.status, words.network],
    ...[words.address, words.onChain, words.why, words.number],
  ];
  const cells = (row: Transaction): readonly string[] => [
    ...[new Date(row.createdMillis).toISOString(), words.types[row.type], row.asset.code],
    ...[plain(row.units, row.asset.scale), row.fee === null ? '' : plain(row.fee, row.asset.scale)],
    ...[words.statuses[row.status], row.network ?? '', row.address ?? '', row.transaction ?? ''],
    ...[whyIn(row.why, messages), row.id],
  ];
  const save = (): void => {
    if (busy) {
      return;
    }
    setBusy(true);
    void wholeList((cursor, limit) => custody.transactions(filter, cursor, limit))
      .then(({ rows, cut }) => {
        download('transactions.csv', csvOf(names, rows.map(cells)));
        notifier.notify(messages.exported(rows.length, cut));
      })
      .catch(notifier.notifyProblem)
      .finally(() => setBusy(false));
  };
  return (
    <button type="button" className="secondary" aria-disabled={busy} onClick={save}>
      {messages.exportCsv}
    </button>
  );
}

interface FiltersProps {
  readonly choices: HistoryFilter;
  readonly onWant: (choices: HistoryFilter) => void;
}

function Filters({ choices, onWant }: FiltersProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const { data: balances = [] } = useBalances();
  return (
    <div className="filters">
      <Choice
        name="type"
        label={messages.type}
        values={TRANSACTION_TYPES}
        names={words.types}
        chosen={choices.type}
        none={words.any}
        onChoose={(type) => onWant({ ...choices, type })}
      />
      <AssetChoice
        codes={balances.map(({ asset }) => asset.code)}
        chosen={choices.currency}
        none={words.any}
        onChoose={(currency) => onWant({ ...choices, currency })}
      />
      <Choice
        name="status"
        label={messages.status}
        values={TRANSACTION_STATUSES}
        names={words.statuses}
        chosen={choices.status}
        none={words.any}
        onChoose={(status) => onWant({ ...choices, status })}
      />
      <Day label={messages.fromDay} value={choices.from} onChange={(from) => onWant({ ...choices, from })} />
      <Day label={messages.toDay} value={choices.to} onChange={(to) => onWant({ ...choices, to })} />
    </div>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

export const Day = ({ label, value, onChange }: DayProps) => (
  <label className="form-field">
    <span className="quiet">{label}</span>
    <input type="date" value={value} onChange={({ target }) => onChange(target.value)} />
  </label>
);

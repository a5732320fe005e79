import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { useNotifier } from '../controls/toasts';
import { BOOK_FORMATS, useCustody } from '../exchange/custody';
import type { Period } from '../exchange/exchange';
import { useBalances } from '../exchange/queries';
import { useMessages } from '../language/language';
import { ALL_OF_IT, periodOf } from '../orders/past';
import { download, rowsOf, save } from '../pages/csv';
import { Card } from '../pages/Pages';
import { AssetChoice } from './Chosen';
import { Day } from './HistoryPart';
import { useWalletWords } from './words';

const PERIODS = ['this_month', 'last_month', 'this_year', 'last_year', 'ever', 'days'] as const;
type Named = (typeof PERIODS)[number];

const FORMATS = ['csv', ...BOOK_FORMATS] as const;
type Format = (typeof FORMATS)[number];

const FILES: Readonly<Record<Format, string>> = {
  csv: 'statement.csv',
  hledger: 'flowex.journal',
  beancount: 'flowex.beancount',
};

/** In the reader's own time zone; one that goes on has no end. */
export function periodNamed(name: Exclude<Named, 'days'>, now: Date): Period {
  const month = (ahead: number): number => new Date(now.getFullYear(), now.getMonth() + ahead, 1).getTime();
  const year = (ahead: number): number => new Date(now.getFullYear() + ahead, 0, 1).getTime();
  switch (name) {
    case 'this_month':
      return { fromMillis: month(0), toMillis: null };
    case 'last_month':
      return { fromMillis: month(-1), toMillis: month(0) };
    case 'this_year':
      return { fromMillis: year(0), toMillis: null };
    case 'last_year':
      return { fromMillis: year(-1), toMillis: year(0) };
    case 'ever':
      return { fromMillis: null, toMillis: null };
  }
}

/** Opening balances, movements and closing balances of a period, as a file for spreadsheets or accountants. */
export function Statements() {
  const words = useWalletWords();
  const [named, setNamed] = useState<Named>('last_month');
  const [days, setDays] = useState({ from: '', to: '' });
  const [currency, setCurrency] = useState<string | null>(null);
  const [format, setFormat] = useState<Format>('csv');
  const { data: balances = [] } = useBalances();
  const period = (): Period =>
    named === 'days' ? periodOf({ ...ALL_OF_IT, ...days }) : periodNamed(named, new Date());
  return (
    <Card title={words.statements} notice={words.statementsNotice}>
      <div className="form">
        <Choice
          name="period"
          label={words.period}
          values={PERIODS}
          names={words.periods}
          chosen={named}
          onChoose={(name) => setNamed(name ?? named)}
        />
        {named === 'days' && <Days days={days} onChange={setDays} />}
        <Choice
          name="format"
          label={words.format}
          values={FORMATS}
          names={words.formats}
          chosen={format}
          onChoose={(chosen) => setFormat(chosen ?? format)}
        />
        {format === 'csv' && (
          <AssetChoice
            codes={balances.map(({ asset }) => asset.code)}
            chosen={currency}
            none={words.any}
            onChoose={setCurrency}
          />
        )}
        <Download format={format} currency={currency} period={period} />
      </div>
    </Card>
  );
}

interface DaysProps {
  readonly days: { readonly from: string; readonly to: string };
  readonly onChange: (days: { readonly from: string; readonly to: string }) => void;
}

function Days({ days, onChange }: DaysProps) {
  const messages = useMessages();
  return (
    <div className="form-pair">
      <Day label={messages.fromDay} value={days.from} onChange={(from) => onChange({ ...days, from })} />
      <Day label={messages.toDay} value={days.to} onChange={(to) => onChange({ ...days, to })} />
    </div>
  );
}

interface DownloadProps {
  readonly format: Format;
  readonly currency: string | null;
  readonly period: () => Period;
}

function Download({ format, currency, period }: DownloadProps) {
  const messages = useMessages();
  const words = useWalletWords();
  const custody = useCustody();
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const fetched = async (): Promise<string> => {
    if (format === 'csv') {
      const csv = await custody.statement({ currency, period: period() });
      download(FILES.csv, csv);
      return messages.exported(rowsOf(csv), false);
    }
    save(FILES[format], await custody.books(format, period()), 'text/plain');
    return words.booksSaved(FILES[format]);
  };
  const start = (): void => {
    if (!busy) {
      setBusy(true);
      void fetched()
        .then(notifier.notify, notifier.notifyProblem)
        .finally(() => setBusy(false));
    }
  };
  return (
    <button type="button" className="primary" aria-disabled={busy} onClick={start}>
      {busy ? words.downloading : words.download}
    </button>
  );
}

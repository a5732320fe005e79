import { useState } from 'react';
import { Field, Form } from '../../controls/Field';
import { typed } from '../../controls/submit';
import { useExchange } from '../../exchange/context';
import {
  exportUnmatched,
  useUnmatchedEntries,
  useUnmatchedTrades,
  type Unmatched as Filter,
  type UnmatchedEntry,
  type UnmatchedTrade,
} from '../../exchange/p2p-moderation';
import { numeral } from '../../money/numerals';
import { useMethodName } from '../../p2p/methods';
import { Sum } from '../../p2p/Sum';
import { useP2pWords } from '../../p2p/words';
import { useAct } from '../../pages/act';
import { download } from '../../pages/csv';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { useCaseWords } from './words';

const METHOD_MOST = 32;
const ALL: Filter = { from: '', to: '', method: '' };

/** Paid trades that no bank entry pays, next to entries of trades that pay none. */
export function Unmatched() {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const [filter, setFilter] = useState(ALL);
  const send = (form: FormData): void =>
    setFilter({ from: typed(form, 'from'), to: typed(form, 'to'), method: typed(form, 'method') });
  return (
    <Card title={words.unmatched} notice={words.unmatchedNotice}>
      <Form className="filters" onSend={send}>
        <Field name="from" type="date" label={words.fromDay} optional />
        <Field name="to" type="date" label={words.toDay} optional />
        <Field name="method" label={p2pWords.method} hint={words.methodHint} most={METHOD_MOST} optional />
        <button type="submit" className="secondary">
          {words.showUnmatched}
        </button>
      </Form>
      <Trades filter={filter} />
      <Entries filter={filter} />
    </Card>
  );
}

interface ListProps {
  readonly filter: Filter;
}

function Save({ list, filter }: ListProps & { readonly list: 'trades' | 'entries' }) {
  const words = useCaseWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const save = (): void =>
    act(async () => {
      download(`p2p-unmatched-${list}.csv`, await exportUnmatched(exchange, list, filter));
      return words.saved;
    });
  return (
    <button type="button" className="small-button" aria-disabled={busy} onClick={save}>
      {words.saveUnmatched[list]}
    </button>
  );
}

function Trades({ filter }: ListProps) {
  const words = useCaseWords();
  return (
    <section aria-label={words.unmatchedTrades}>
      <h3>{words.unmatchedTrades}</h3>
      <Paged list={useUnmatchedTrades(filter)}>{(rows) => <TradeRows rows={rows} />}</Paged>
      <Save list="trades" filter={filter} />
    </section>
  );
}

function TradeRows({ rows }: { readonly rows: readonly UnmatchedTrade[] }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const nameOf = useMethodName();
  const dates = useDates();
  return (
    <Records
      label={words.unmatchedTrades}
      rows={rows}
      keyOf={({ trade_id: id }) => id}
      nothing={words.noUnmatchedTrades}
      columns={[
        { name: p2pWords.trade, cell: ({ trade_id: id }) => <code>{id}</code> },
        { name: words.takenAt, cell: ({ taken_at: at }) => dates.minute(Date.parse(at)) },
        { name: p2pWords.method, cell: ({ method }) => nameOf(method) },
        { name: words.payment, cell: ({ payment, currency }) => <Sum of={payment} code={currency} /> },
        { name: words.chargebackBuyer, cell: ({ buyer }) => <bdi>{buyer}</bdi> },
        { name: words.accountOfSeller, cell: ({ seller }) => <bdi>{seller}</bdi> },
        {
          name: words.statementsAdded,
          cell: ({ has_buyer_statement: buyer, has_seller_statement: seller }) =>
            words.statementsOf[buyer ? (seller ? 'both' : 'buyer') : seller ? 'seller' : 'none'],
        },
      ]}
    />
  );
}

function Entries({ filter }: ListProps) {
  const words = useCaseWords();
  const list = useUnmatchedEntries(filter);
  const hidden = list.data?.pages[0]?.ofNoTrade ?? 0;
  return (
    <section aria-label={words.unmatchedEntries}>
      <h3>{words.unmatchedEntries}</h3>
      {hidden > 0 && <p className="quiet">{words.entriesHidden(numeral(hidden))}</p>}
      <Paged list={list}>{(rows) => <EntryRows rows={rows} />}</Paged>
      <Save list="entries" filter={filter} />
    </section>
  );
}

function EntryRows({ rows }: { readonly rows: readonly UnmatchedEntry[] }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.unmatchedEntries}
      rows={rows.map((row, place) => ({ ...row, place }))}
      keyOf={({ place }) => String(place)}
      nothing={words.noUnmatchedEntries}
      columns={[
        { name: words.bookedOn, cell: ({ booked_on: day }) => dates.dayOf(day) },
        { name: words.accountOfOwner, cell: ({ account }) => <bdi>{account}</bdi> },
        {
          name: words.payment,
          cell: ({ amount, currency, is_credit: isCredit }) => (
            <span>
              <Sum of={amount} code={currency} />
              <small>{isCredit ? words.cameIn : words.wentOut}</small>
            </span>
          ),
        },
        { name: words.entryResult, cell: ({ result }) => words.entryResults[result] },
        { name: p2pWords.trade, cell: ({ trade_id: id }) => (id === null ? '—' : <code>{id}</code>) },
      ]}
    />
  );
}

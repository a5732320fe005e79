import { useState } from 'react';
import { AsRead } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import { useExchange } from '../../exchange/context';
import { poolDebts, type LendingPool } from '../../exchange/margin-admin';
import { PRIVATE, useOncePages } from '../../exchange/queries';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Certainty, percentText, sumText } from '../../wallet/margin/MarginFigures';
import { useMarginWords } from '../../wallet/margin/words';
import { Paged } from '../Paged';
import { useAdminWords } from '../words';
import { useLendingPools } from './queries';
import { OwnMarket } from './OwnMarketForm';
import { Rates } from './RatesForm';
import { TermsForm } from './TermsForm';
import { useLendingWords } from './words';

type Pool = LendingPool;

/** Lending pools with money and index price; sources, terms and debts of the one that is opened. */
export function Pools() {
  const words = useLendingWords();
  const pools = useLendingPools();
  const [open, setOpen] = useState<string | null>(null);
  /** Asset whose terms are changed; empty for another asset. */
  const [changing, setChanging] = useState<string | null>(null);
  const named = (code: string | null) => pools.data?.find(({ currency }) => currency === code);
  const opened = named(open);
  const changed = named(changing);
  const close = (): void => setChanging(null);
  return (
    <>
      <Card
        title={words.pools}
        notice={words.poolsNotice}
        action={
          <button type="button" className="secondary" onClick={() => setChanging('')}>
            {words.add}
          </button>
        }
      >
        <Loaded query={pools}>
          {(rows) => (
            <List
              rows={rows}
              open={open}
              onOpen={(code) => setOpen(open === code ? null : code)}
              onChange={setChanging}
            />
          )}
        </Loaded>
        {changing === '' && (
          <Dialog title={words.add} onClose={close}>
            <TermsForm currency={null} terms={null} onDone={close} />
          </Dialog>
        )}
        {changed !== undefined && (
          <Dialog title={words.termsOf(changed.currency)} onClose={close}>
            <AsRead value={changed.terms}>
              {(read) => <TermsForm currency={changed.currency} terms={read} onDone={close} />}
            </AsRead>
          </Dialog>
        )}
      </Card>
      {opened !== undefined && <Details key={opened.currency} pool={opened} />}
    </>
  );
}

interface ListProps {
  readonly rows: readonly Pool[];
  readonly open: string | null;
  readonly onOpen: (code: string) => void;
  readonly onChange: (code: string) => void;
}

function List({ rows, open, onOpen, onChange }: ListProps) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const sum = (name: 'interest' | 'free' | 'insurance') => ({
    name: words.sums[name],
    number: true,
    cell: (pool: Pool) => sumText(pool[name]),
  });
  return (
    <Records
      label={words.pools}
      rows={rows}
      keyOf={({ currency }) => currency}
      nothing={margin.noneLent}
      columns={[
        { name: admin.asset, cell: ({ currency }) => <bdi>{currency}</bdi> },
        {
          name: margin.indexPrice,
          cell: ({ index: { price, certain } }) => (
            <span>
              <bdi dir="ltr">{price === null ? '—' : sumText(price)}</bdi> <Certainty isCertain={certain} />
            </span>
          ),
        },
        {
          name: words.sums.lent,
          number: true,
          cell: ({ lent, terms: { cap } }) => (
            <span>
              {sumText(lent)}
              <small>{words.ofCap(sumText(cap))}</small>
            </span>
          ),
        },
        ...(['interest', 'free', 'insurance'] as const).map(sum),
        {
          name: words.shortfalls,
          number: true,
          cell: ({ shortfall }) =>
            /[1-9]/.test(shortfall) ? <i className="tag tag-bad">{sumText(shortfall)}</i> : sumText(shortfall),
        },
      ]}
      actions={({ currency }) => (
        <>
          <button
            type="button"
            className="small-button"
            aria-expanded={open === currency}
            onClick={() => onOpen(currency)}
          >
            {words.details}
          </button>
          <button type="button" className="small-button" onClick={() => onChange(currency)}>
            {admin.change}
          </button>
        </>
      )}
    />
  );
}

function Details({ pool }: { readonly pool: Pool }) {
  const { currency, terms, rates, index, own_market: own } = pool;
  const margin = useMarginWords();
  const words = useLendingWords();
  return (
    <Card title={words.poolOf(currency)}>
      <dl className="facts">
        <dt>{margin.haircut}</dt>
        <dd className="number">{percentText(terms.haircut)}</dd>
        <dt>{margin.hourly}</dt>
        <dd className="number">{percentText(terms.hourly_rate)}</dd>
        <dt>{words.use}</dt>
        <dd className="number">{percentText(pool.use)}</dd>
        <dt>{words.rateNow}</dt>
        <dd className="number">{percentText(pool.pool_hourly_rate)}</dd>
        <dt>{words.tiers}</dt>
        <dd className="number">
          {terms.tiers.map(({ from, initial, maintenance }) => (
            <bdi key={from} dir="ltr">
              {`≥ ${sumText(from)}: ${percentText(initial)} / ${percentText(maintenance)}`}
            </bdi>
          ))}
        </dd>
      </dl>
      <Rates currency={currency} rates={rates} />
      <Sources rows={index.sources} />
      <OwnMarket currency={currency} setting={own} />
      <Debts currency={currency} />
    </Card>
  );
}

function Sources({ rows }: { readonly rows: LendingPool['index']['sources'] }) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const words = useLendingWords();
  const dates = useDates();
  return (
    <Records
      label={words.sources}
      rows={rows}
      keyOf={({ source }) => String(source)}
      nothing={words.noSources}
      columns={[
        { name: words.source, cell: ({ source }) => readable(String(source)) },
        { name: margin.indexPrice, number: true, cell: ({ price }) => sumText(price) },
        { name: words.weight, number: true, cell: ({ volume }) => sumText(volume) },
        { name: admin.when, cell: ({ time }) => dates.second(Date.parse(time)) },
        { name: admin.user, cell: ({ quoted_by: by }) => <bdi>{by}</bdi> },
        {
          name: admin.state,
          cell: ({ fresh }) => (
            <i className={`tag ${fresh ? 'tag-good' : 'tag-warn'}`}>{fresh ? words.fresh : words.late}</i>
          ),
        },
      ]}
    />
  );
}

/** Read when a pool is opened: each read is audited. */
function Debts({ currency }: { readonly currency: string }) {
  const admin = useAdminWords();
  const margin = useMarginWords();
  const exchange = useExchange();
  const dates = useDates();
  const list = useOncePages([PRIVATE, 'administration', 'pool debts', currency], (cursor) =>
    poolDebts(exchange, currency, cursor),
  );
  return (
    <Paged list={list}>
      {(rows) => (
        <Records
          label={margin.sums.debts}
          rows={rows}
          keyOf={({ account }) => account}
          nothing={margin.noDebts}
          columns={[
            { name: admin.exchangeAccount, cell: ({ account }) => <bdi>{account}</bdi> },
            { name: margin.borrowed, number: true, cell: ({ principal }) => sumText(principal) },
            { name: margin.interest, number: true, cell: ({ interest }) => sumText(interest) },
            { name: margin.since, cell: ({ owed_since: since }) => dates.minute(Date.parse(since)) },
          ]}
        />
      )}
    </Paged>
  );
}

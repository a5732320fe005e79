import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AsRead, useReread } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import {
  fiatRateList,
  removeFiatRate,
  setFiatRate,
  type FiatRateList,
  type FiatRateRow,
} from '../../exchange/fiat-admin';
import { PRIVATE } from '../../exchange/queries';
import { readable } from '../../money/numerals';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useDone } from '../UserForms';
import { useAdminWords } from '../words';
import { useAge } from './age';
import { FiatDays } from './FiatDays';
import { useFiatWords } from './words';

/** Every process has a change within two seconds; no read of the rates is audited. */
const EVERY_MILLIS = 3_000;

/** Rates of fiat currencies: source, time and state of each; operators of the platform set their own. */
export function FiatRates() {
  const admin = useAdminWords();
  const words = useFiatWords();
  const exchange = useExchange();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'fiat rates'],
    queryFn: () => fiatRateList(exchange),
    refetchInterval: EVERY_MILLIS,
  });
  const [open, setOpen] = useState<string | null>(null);
  const opened = query.data?.items.find(({ currency }) => currency === open);
  return (
    <Loaded query={query}>
      {(list) =>
        list.asset === null ? (
          <Card title={admin.fiatRates}>
            <p className="nothing">{words.off}</p>
          </Card>
        ) : (
          <>
            <Card title={admin.fiatRates} notice={words.notice(list.asset, list.counted_as ?? '')}>
              <List
                asset={list.asset}
                countedAs={list.counted_as}
                rows={list.items}
                now={query.dataUpdatedAt}
                open={open}
                onOpen={setOpen}
              />
            </Card>
            {opened !== undefined && (
              <Card title={words.history(opened.currency)}>
                {opened.currency !== list.counted_as && (
                  <AsRead key={opened.currency} value={opened}>
                    {(read) => <Change row={read} />}
                  </AsRead>
                )}
                <FiatDays currency={opened.currency} />
              </Card>
            )}
            <Card title={words.add} notice={words.addNotice}>
              <Add list={list} asset={list.asset} />
            </Card>
          </>
        )
      }
    </Loaded>
  );
}

interface ListProps {
  readonly asset: string;
  /** Currency that the asset is counted as; its rate is one. */
  readonly countedAs: string | null;
  readonly rows: readonly FiatRateRow[];
  /** Time of the answer. */
  readonly now: number;
  /** Currency of which the past is shown. */
  readonly open: string | null;
  readonly onOpen: (currency: string | null) => void;
}

function List({ asset, countedAs, rows, now, open, onOpen }: ListProps) {
  const admin = useAdminWords();
  const words = useFiatWords();
  const dates = useDates();
  const age = useAge();
  return (
    <Records
      label={admin.fiatRates}
      rows={rows}
      keyOf={({ currency }) => currency}
      nothing={words.none}
      columns={[
        { name: words.currency, cell: ({ currency }) => <bdi>{currency}</bdi> },
        { name: words.rate(asset), number: true, cell: ({ rate }) => (rate === null ? '—' : readable(rate, true)) },
        {
          name: words.source,
          cell: ({ source, made_up: madeUp }) => (
            <i className={`tag ${madeUp ? 'tag-warn' : 'tag-plain'}`}>{words.sources[source]}</i>
          ),
        },
        {
          name: words.givenAt,
          cell: ({ as_of: asOf }) => (
            <span>
              {dates.minute(Date.parse(asOf))}
              <small>{age(now - Date.parse(asOf))}</small>
            </span>
          ),
        },
        {
          name: words.state,
          cell: ({ rate }) => (
            <i className={`tag ${rate === null ? 'tag-bad' : 'tag-good'}`}>
              {rate === null ? words.tooOld : words.current}
            </i>
          ),
        },
      ]}
      actions={(row) => (
        <>
          <button
            type="button"
            className="small-button"
            aria-expanded={open === row.currency}
            onClick={() => onOpen(open === row.currency ? null : row.currency)}
          >
            {open === row.currency ? words.close : words.open}
          </button>
          {row.source === 'operator' && row.currency !== countedAs && <Remove row={row} />}
        </>
      )}
    />
  );
}

function Remove({ row }: { readonly row: FiatRateRow }) {
  const words = useFiatWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const remove = (): void =>
    act(async () => {
      await removeFiatRate(exchange, row);
      return words.removed(row.currency);
    });
  return (
    <SureButton sure={words.removeSure} busy={busy} onSure={remove}>
      {words.remove}
    </SureButton>
  );
}

function Change({ row }: { readonly row: FiatRateRow }) {
  const words = useFiatWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({ fields: ['rate'], rules: { rate: words.rateRule } });
  const send = (form: FormData): void =>
    submit(async () => {
      await setFiatRate(exchange, row.currency, typed(form, 'rate'), row.version);
      notifier.notify(words.isSet(row.currency));
      reread?.();
    });
  return (
    <Form className="filters" onSend={send}>
      <Field
        name="rate"
        label={words.newRate}
        hint={words.rateHint}
        most={25}
        initial={row.rate ?? ''}
        faults={faults}
      />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.set}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

interface AddProps {
  readonly list: FiatRateList;
  readonly asset: string;
}

function Add({ list, asset }: AddProps) {
  const words = useFiatWords();
  const exchange = useExchange();
  const done = useDone(() => undefined);
  const { busy, faults, submit } = useSubmission({
    fields: ['currency', 'rate'],
    rules: { currency: words.codeRule, rate: words.rateRule },
  });
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      const currency = typed(form, 'currency').toUpperCase();
      const known = list.items.find((row) => row.currency === currency);
      await setFiatRate(exchange, currency, typed(form, 'rate'), known?.version ?? null);
      empty();
      await done(words.isSet(currency));
    });
  return (
    <Form className="filters" onSend={send}>
      <Field name="currency" label={words.code} hint={words.codeRule} least={3} most={3} faults={faults} />
      <Field name="rate" label={words.rate(asset)} hint={words.rateHint} most={25} faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.addRate}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

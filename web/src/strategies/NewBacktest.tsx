import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useTeller } from '../controls/toasts';
import type { Market } from '../exchange/model';
import { useMarkets } from '../exchange/queries';
import {
  useBuiltIn,
  useOwnStrategies,
  useRefreshStrategies,
  useSource,
  useStrategies,
  type BacktestRequest,
  type BuiltIn,
  type OwnStrategy,
  type Parameter,
} from '../exchange/strategies';
import { plainly, readable } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Asked } from '../pages/Records';
import { builtKey, ownKey, titleOf } from './subject';
import { useStrategyWords } from './words';

const INTERVALS = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
type Interval = (typeof INTERVALS)[number];
const MODELS = ['candles', 'next_open'] as const;
const DAY_MILLIS = 86_400_000;
const DAYS = 7;

interface NewBacktestProps {
  readonly chosen: string | null;
}

/** A form that requests a back-test. */
export function NewBacktest({ chosen }: NewBacktestProps) {
  const words = useStrategyWords();
  const own = useOwnStrategies();
  const markets = useMarkets();
  return (
    <Card title={words.newTest} notice={words.newTestNotice}>
      <Asked query={useBuiltIn()}>
        {(built) => <Chosen built={built} own={own.data ?? []} markets={markets.data ?? []} first={chosen ?? ''} />}
      </Asked>
    </Card>
  );
}

interface ChosenProps {
  readonly built: readonly BuiltIn[];
  readonly own: readonly OwnStrategy[];
  readonly markets: readonly Market[];
  readonly first: string;
}

function Chosen({ built, own, markets, first }: ChosenProps) {
  const words = useStrategyWords();
  const [wanted, setWanted] = useState<string | null>(first);
  const keys = [...own.map(ownKey), ...built.map(builtKey)];
  const key = keys.find((each) => each === wanted) ?? keys[0];
  if (key === undefined || markets.length === 0) {
    return <p className="nothing">{words.noBuiltIn}</p>;
  }
  const names = Object.fromEntries([
    ...own.map((each) => [ownKey(each), `${each.name} (${words.ownGroup})`] as const),
    ...built.map((each) => [builtKey(each), titleOf(each.id)] as const),
  ]);
  const choice = (
    <Choice<string>
      name="strategy"
      label={words.strategy}
      values={keys}
      names={names}
      chosen={key}
      onChoose={setWanted}
    />
  );
  const provider = built.find((each) => builtKey(each) === key);
  const written = own.find((each) => ownKey(each) === key);
  return provider === undefined && written !== undefined ? (
    <OwnRequest key={key} strategy={written} markets={markets} choice={choice} />
  ) : (
    <Request
      key={key}
      of={{ built_in: provider?.id ?? '' }}
      summary={provider?.summary ?? ''}
      parameters={provider?.parameters ?? []}
      markets={markets}
      choice={choice}
    />
  );
}

interface OwnRequestProps {
  readonly strategy: OwnStrategy;
  readonly markets: readonly Market[];
  readonly choice: React.ReactNode;
}

function OwnRequest({ strategy, markets, choice }: OwnRequestProps) {
  return (
    <Asked query={useSource(strategy.id)}>
      {({ id, version, parameters }) => (
        <Request of={{ strategy: id, version }} summary="" parameters={parameters} markets={markets} choice={choice} />
      )}
    </Asked>
  );
}

const dayOf = (day: number): string => new Date(day * DAY_MILLIS).toISOString().slice(0, 10);

interface RequestProps {
  readonly of: Pick<BacktestRequest, 'built_in' | 'strategy' | 'version'>;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly markets: readonly Market[];
  readonly choice: React.ReactNode;
}

/** Strategies that declare it use the interval of the candles. */
const INTERVAL = 'interval';

function Request({ of, summary, parameters: declared, markets, choice }: RequestProps) {
  const parameters = declared.filter(({ name }) => name !== INTERVAL);
  const words = useStrategyWords();
  const strategies = useStrategies();
  const refresh = useRefreshStrategies();
  const teller = useTeller();
  const [symbol, setSymbol] = useState<string | null>(null);
  // The day that is not over is in it, too.
  const [today] = useState(() => Math.floor(Date.now() / DAY_MILLIS) + 1);
  const market = markets.find((each) => each.symbol === symbol) ?? markets[0];
  const quote = market?.quote.code ?? '';
  const { busy, faults, submit } = useSubmission({ fields: ['from', 'to', 'balances', 'symbols', 'interval'] });
  const send = (form: FormData): void =>
    submit(async () => {
      const values = parameters.map(({ name }) => [name, plainly(typed(form, `parameter-${name}`))] as const);
      const { id } = await strategies.request({
        ...of,
        parameters: Object.fromEntries(values),
        symbols: [market?.symbol ?? ''],
        interval: typed(form, 'interval'),
        from: `${typed(form, 'from')}T00:00:00Z`,
        to: `${typed(form, 'to')}T00:00:00Z`,
        balances: { [quote]: plainly(typed(form, 'balances')) },
        model: { name: typed(form, 'model') === 'next_open' ? 'next_open' : 'candles' },
      });
      await refresh();
      teller.tell(words.requested(id));
    });
  return (
    <Form onSend={send} className="form strategy-form">
      <div className="strategy-fields">
        {choice}
        <Choice<string>
          name="symbol"
          label={words.market}
          values={markets.map((each) => each.symbol)}
          names={Object.fromEntries(markets.map((each) => [each.symbol, each.symbol]))}
          chosen={market?.symbol ?? null}
          fault={faults.fields['symbols']}
          onChoose={setSymbol}
        />
        <Choice<Interval>
          name="interval"
          label={words.interval}
          values={INTERVALS}
          names={words.intervals}
          chosen="15m"
          fault={faults.fields['interval']}
        />
        <Field name="from" type="date" label={words.from} initial={dayOf(today - DAYS)} faults={faults} />
        <Field name="to" type="date" label={words.to} initial={dayOf(today)} faults={faults} />
        <Field name="balances" label={words.cash(quote)} initial="10000" most={40} faults={faults} />
        <Choice<(typeof MODELS)[number]>
          name="model"
          label={words.model}
          values={MODELS}
          names={words.models}
          chosen="candles"
        />
      </div>
      {summary !== '' && (
        <p className="quiet" dir="ltr" lang="en">
          {summary}
        </p>
      )}
      {parameters.length > 0 && (
        <fieldset className="strategy-fields">
          <legend>{words.parameters}</legend>
          {parameters.map((each) => (
            <ParameterField key={each.name} of={each} />
          ))}
        </fieldset>
      )}
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.run}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

function ParameterField({ of }: { readonly of: Parameter }) {
  const words = useStrategyWords();
  const { name, type, choices, default_value, min, max } = of;
  const offered = type === 'flag' ? ['true', 'false'] : choices;
  if (type === 'flag' || type === 'choice') {
    return (
      <Choice<string>
        name={`parameter-${name}`}
        label={name}
        values={offered}
        names={Object.fromEntries(offered.map((each) => [each, each]))}
        chosen={default_value}
      />
    );
  }
  return (
    <Field
      name={`parameter-${name}`}
      label={name}
      initial={default_value}
      most={40}
      hint={
        <>
          <bdi lang="en">{of.meaning}</bdi>{' '}
          <span className="number">{words.range(readable(min ?? ''), readable(max ?? ''))}</span>
        </>
      }
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Choice } from '../admin/Choice';
import { goTo, strategyHref } from '../app/place';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import type { Market } from '../exchange/model';
import { useMarkets } from '../exchange/queries';
import { useOwnData, type Dataset } from '../exchange/datasets';
import { useBacktests, useRefreshStrategies, useStrategies } from '../exchange/strategies';
import { numeral, plainly } from '../money/numerals';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { useDataWords } from './data/words';
import { chosenParametersOf, fieldOf, ParameterFields, valuesIn } from './ParameterFields';
import {
  candlesBetween,
  DAY_MILLIS,
  dayOf,
  firstOf,
  INTERVALS,
  MODELS,
  type First,
  type Interval,
  type Model,
} from './request';
import { SearchFields, searchFieldOf, searchIn } from './search/SearchFields';
import { StrategyChoice, type ChosenStrategy } from './StrategyChoice';
import { useStrategyWords } from './words';

const FIELDS = ['from', 'to', 'balances', 'symbols', 'interval', 'datasets', 'model.name'];
const SEARCH_FIELDS = ['search.trials', 'search.objective', 'search.validation'];

interface NewBacktestProps {
  readonly chosen: string | null;
}

/** A form that requests a back-test. */
export function NewBacktest({ chosen }: NewBacktestProps) {
  const words = useStrategyWords();
  const markets = useMarkets();
  const [now] = useState(() => Date.now());
  return (
    <Card title={words.newTest} notice={words.newTestNotice}>
      <Loaded query={useBacktests()}>
        {(tests) => (
          <Loaded query={markets}>
            {(all) => <Chosen first={firstOf(chosen, tests, now)} markets={all} now={now} />}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}

interface ChosenProps {
  readonly first: First;
  readonly markets: readonly Market[];
  readonly now: number;
}

function Chosen({ first: given, markets, now }: ChosenProps) {
  const words = useStrategyWords();
  // Later answers about back-tests do not change what is being typed.
  const [first] = useState(given);
  return markets.length === 0 ? (
    <p className="nothing">{words.noMarkets}</p>
  ) : (
    <StrategyChoice first={first.key}>
      {(strategy, choice) => (
        <Request key={strategy.key} strategy={strategy} choice={choice} first={first} markets={markets} now={now} />
      )}
    </StrategyChoice>
  );
}

interface RequestProps extends ChosenProps {
  readonly strategy: ChosenStrategy;
  readonly choice: ReactNode;
}

function Request({ strategy, choice, first, markets, now }: RequestProps) {
  const words = useStrategyWords();
  const strategies = useStrategies();
  const refresh = useRefreshStrategies();
  const notifier = useNotifier();
  const parameters = chosenParametersOf(strategy.parameters);
  const symbols = markets.map(({ symbol }) => symbol);
  const [symbol, setSymbol] = useState<string | null>(first.symbols[0] ?? null);
  const [second, setSecond] = useState<string | null>(first.symbols[1] ?? null);
  const [interval, setInterval] = useState<Interval>(first.interval);
  const [span, setSpan] = useState({ from: first.from, to: first.to });
  const market = markets.find((each) => each.symbol === symbol) ?? markets[0];
  const others = markets.filter((each) => each !== market && each.quote.code === market?.quote.code);
  const other = others.find((each) => each.symbol === second) ?? (strategy.isOfTwo ? others[0] : undefined);
  const own = (useOwnData().data ?? []).filter(({ manifest }) => manifest !== null);
  const [dataset, setDataset] = useState<string | null>(first.dataset);
  const data = strategy.isOfTwo ? undefined : own.find(({ id }) => id === dataset);
  const kind = data?.manifest?.kind ?? 'candles';
  const models = MODELS[kind];
  const hasOwnInterval = data !== undefined && kind === 'candles';
  const quote = data?.symbol.split('-')[1] ?? market?.quote.code ?? '';
  const { busy, faults, submit } = useSubmission({
    fields: [...FIELDS, ...parameters.map(fieldOf), ...parameters.map(searchFieldOf), ...SEARCH_FIELDS],
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const { id } = await strategies.request({
        ...strategy.of,
        parameters: valuesIn(form, parameters),
        ...(data === undefined
          ? {
              symbols: [market, other].flatMap((each) => (each === undefined ? [] : [each.symbol])),
              interval,
              from: `${span.from}T00:00:00Z`,
              to: new Date(Date.parse(`${span.to}T00:00:00Z`) + DAY_MILLIS).toISOString(),
            }
          : { datasets: [data.id], ...(hasOwnInterval ? {} : { interval }) }),
        balances: { [quote]: plainly(typed(form, 'balances')) },
        model: { name: models.find((each) => each === typed(form, 'model')) ?? models[0] },
        ...searchIn(form, parameters),
      });
      await refresh();
      notifier.notify(words.requested(id));
      goTo(strategyHref('backtests', id));
    });
  return (
    <Form onSend={send} className="form strategy-form">
      <div className="strategy-fields">
        {choice}
        {!strategy.isOfTwo && (
          <DataChoice own={own} chosen={data?.id ?? null} fault={faults.fields['datasets']} onChoose={setDataset} />
        )}
        {data === undefined && (
          <Choice<string>
            name="symbol"
            label={words.market}
            values={symbols}
            names={Object.fromEntries(symbols.map((each) => [each, each]))}
            chosen={market?.symbol ?? null}
            fault={faults.fields['symbols']}
            onChoose={setSymbol}
          />
        )}
        {data === undefined && others.length > 0 && (strategy.isOfTwo || 'strategy' in strategy.of) && (
          <Choice<string>
            name="second"
            label={words.secondMarket}
            values={others.map((each) => each.symbol)}
            names={Object.fromEntries(others.map((each) => [each.symbol, each.symbol]))}
            {...(strategy.isOfTwo ? {} : { none: words.noSecondMarket })}
            chosen={other?.symbol ?? null}
            onChoose={setSecond}
          />
        )}
        {!hasOwnInterval && (
          <Choice<Interval>
            name="interval"
            label={words.interval}
            values={INTERVALS}
            names={words.intervals}
            chosen={interval}
            fault={faults.fields['interval']}
            onChoose={(each) => setInterval(each ?? '15m')}
          />
        )}
        <Field name="balances" label={words.cash(quote)} initial={first.balance} most={40} faults={faults} />
        <Choice<Model>
          key={kind}
          name="model"
          label={words.model}
          values={models}
          names={words.models}
          chosen={models.includes(first.model) ? first.model : models[0]}
          fault={faults.fields['model.name']}
        />
      </div>
      {market !== undefined && data === undefined && (
        <Span market={market} interval={interval} span={span} onSpan={setSpan} faults={faults} now={now} />
      )}
      {strategy.summary !== '' && (
        <p className="quiet" dir="auto">
          {strategy.summary}
        </p>
      )}
      <ParameterFields
        parameters={parameters}
        first={first.key === strategy.key ? first.parameters : {}}
        faults={faults}
      />
      <SearchFields parameters={parameters} faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.run}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

interface SpanProps {
  readonly market: Market;
  readonly interval: string;
  readonly span: { readonly from: string; readonly to: string };
  readonly onSpan: (span: { from: string; to: string }) => void;
  readonly faults: ReturnType<typeof useSubmission>['faults'];
  readonly now: number;
}

const LAST_DAYS = [1, 7, 30, 90] as const;

/** The days that are tested, and how many candles the market has recorded. */
function Span({ market, interval, span, onSpan, faults, now }: SpanProps) {
  const words = useStrategyWords();
  const exchange = useExchange();
  const dates = useDates();
  const recorded = useQuery({
    queryKey: ['strategies', 'recorded', market.symbol],
    queryFn: () => exchange.candles(market, '1d'),
  });
  const begin = recorded.data?.[0]?.openMillis;
  const candles = candlesBetween(interval, span.from, span.to);
  const [choices, setChoices] = useState(0);
  const choose = (from: number): void => {
    onSpan({ from: dayOf(from), to: dayOf(now) });
    setChoices(choices + 1);
  };
  return (
    <div className="strategy-span">
      <div className="strategy-fields" key={choices}>
        <Field
          name="from"
          type="date"
          label={words.from}
          initial={span.from}
          faults={faults}
          onTyped={(from) => onSpan({ ...span, from })}
        />
        <Field
          name="to"
          type="date"
          label={words.to}
          initial={span.to}
          faults={faults}
          onTyped={(to) => onSpan({ ...span, to })}
        />
      </div>
      <p className="strategy-quick">
        {LAST_DAYS.map((days) => (
          <button
            key={days}
            type="button"
            className="small-button"
            onClick={() => choose(now - (days - 1) * DAY_MILLIS)}
          >
            {words.lastDays(days, numeral(days))}
          </button>
        ))}
        {begin !== undefined && (
          <button type="button" className="small-button" onClick={() => choose(begin)}>
            {words.everything}
          </button>
        )}
      </p>
      <p className="quiet" role="status">
        {recorded.data?.length === 0 && words.nothingRecorded(market.symbol)}
        {begin !== undefined && words.recordedSince(market.symbol, dates.dayOf(dayOf(begin)))}{' '}
        {candles !== null && words.candles(numeral(candles))}
      </p>
    </div>
  );
}

interface DataChoiceProps {
  readonly own: readonly Dataset[];
  readonly chosen: string | null;
  readonly fault: string | undefined;
  readonly onChoose: (id: string | null) => void;
}

/** The market of this exchange, or a file of the user's; nothing where there is none. */
function DataChoice({ own, chosen, fault, onChoose }: DataChoiceProps) {
  const words = useDataWords();
  return own.length === 0 ? null : (
    <Choice<string>
      name="dataset"
      label={words.data}
      values={own.map(({ id }) => id)}
      names={Object.fromEntries(own.map(({ id, name, symbol }) => [id, `${name} (${symbol})`]))}
      none={words.ofExchange}
      chosen={chosen}
      fault={fault}
      onChoose={onChoose}
    />
  );
}

import { useId, useState, type ReactNode } from 'react';
import { Choice } from '../../admin/Choice';
import { goTo, strategyHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import { CodeField, codeIn, useSecondFactor } from '../../controls/second-factor';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import type { Faults } from '../../controls/faults';
import type { Market } from '../../exchange/model';
import { useMarkets } from '../../exchange/queries';
import { useRunning, type RunRequest } from '../../exchange/runs';
import { useRefreshStrategies } from '../../exchange/strategies';
import { numeral, plainly } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { chosenParametersOf, fieldOf, ParameterFields, valuesIn } from '../ParameterFields';
import { firstOf, INTERVALS, type Interval } from '../request';
import { StrategyChoice, type ChosenStrategy } from '../StrategyChoice';
import { useStrategyWords } from '../words';
import { useRunWords } from './words';

const MODES = ['paper', 'live'] as const;
type Mode = (typeof MODES)[number];
/** Data that the orders of a paper run meet. */
const FILL_MODELS = ['candles', 'books'] as const;
type FillModel = (typeof FILL_MODELS)[number];
/** Past bars that a strategy gets before it may trade. */
const WARM_UPS = ['0', '20', '50', '100', '200', '500'];
const AMOUNTS = ['daily_loss', 'position', 'order_notional'] as const;
const FIELDS = ['symbols', 'interval', 'balances', 'limits', 'code', 'mode', 'warm_up', 'fill_model'];

interface NewRunProps {
  readonly chosen: string | null;
}

/** A form that starts a strategy on paper or live. */
export function NewRun({ chosen }: NewRunProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const { key } = firstOf(chosen, [], 0);
  return (
    <Card title={words.newRun} notice={words.newRunNotice}>
      <Loaded query={useMarkets()}>
        {(markets) =>
          markets.length === 0 ? (
            <p className="nothing">{strategyWords.noMarkets}</p>
          ) : (
            <StrategyChoice first={key}>
              {(strategy, choice) => (
                <Request key={strategy.key} strategy={strategy} choice={choice} markets={markets} />
              )}
            </StrategyChoice>
          )
        }
      </Loaded>
    </Card>
  );
}

interface RequestProps {
  readonly strategy: ChosenStrategy;
  readonly choice: ReactNode;
  readonly markets: readonly Market[];
}

function Request({ strategy, choice, markets }: RequestProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const runs = useRunning();
  const refresh = useRefreshStrategies();
  const notifier = useNotifier();
  const { codeRequired, orAsk } = useSecondFactor();
  const parameters = chosenParametersOf(strategy.parameters);
  const symbols = markets.map(({ symbol }) => symbol);
  const [mode, setMode] = useState<Mode>('paper');
  const [fillModel, setFillModel] = useState<FillModel>('candles');
  const isOnBooks = mode === 'paper' && fillModel === 'books';
  const [symbol, setSymbol] = useState<string | null>(null);
  const market = markets.find((each) => each.symbol === symbol) ?? markets[0];
  const other = markets.find((each) => each !== market && each.quote.code === market?.quote.code);
  const quote = market?.quote.code ?? '';
  const { busy, faults, submit } = useSubmission({
    fields: [
      ...AMOUNTS.map((name) => `limits.${name}`),
      'limits.orders_per_minute',
      ...parameters.map(fieldOf),
      ...FIELDS,
    ],
    codes: { invalid_code: 'code' },
  });
  const send = (form: FormData): void =>
    submit(() =>
      orAsk(async () => {
        const { id } = await runs.start({
          ...strategy.of,
          mode,
          parameters: valuesIn(form, parameters),
          symbols: [market, strategy.isOfTwo ? other : undefined].flatMap((each) =>
            each === undefined ? [] : [each.symbol],
          ),
          interval: typed(form, 'interval'),
          warm_up: isOnBooks ? 0 : Number(typed(form, 'warm_up')),
          ...(mode === 'paper'
            ? { balances: { [quote]: plainly(typed(form, 'balances')) }, fill_model: fillModel }
            : {}),
          limits: limitsIn(form),
          code: codeIn(form) || null,
        });
        await refresh();
        notifier.notify(words.started(numeral(Number(id))));
        goTo(strategyHref('runs', id));
      }),
    );
  return (
    <Form onSend={send} className="form strategy-form">
      <div className="strategy-fields">
        <Choice<Mode>
          name="mode"
          label={words.mode}
          values={MODES}
          names={words.modeNames}
          chosen={mode}
          fault={faults.fields['mode']}
          onChoose={(each) => setMode(each ?? 'paper')}
        />
        {choice}
        <Choice<string>
          name="symbol"
          label={strategyWords.market}
          values={symbols}
          names={Object.fromEntries(symbols.map((each) => [each, each]))}
          chosen={market?.symbol ?? null}
          fault={faults.fields['symbols']}
          onChoose={setSymbol}
        />
        <Choice<Interval>
          name="interval"
          label={strategyWords.interval}
          values={INTERVALS}
          names={strategyWords.intervals}
          chosen="1m"
          fault={faults.fields['interval']}
        />
        {!isOnBooks && <WarmUp fault={faults.fields['warm_up']} />}
        {mode === 'paper' && <PaperFields quote={quote} chosen={fillModel} onChoose={setFillModel} faults={faults} />}
      </div>
      {strategy.summary !== '' && (
        <p className="quiet" dir="auto">
          {strategy.summary}
        </p>
      )}
      <ParameterFields parameters={parameters} faults={faults} />
      <fieldset className="strategy-fields">
        <legend>{mode === 'live' ? words.limitsNeeded : words.limitsOptional}</legend>
        {AMOUNTS.map((name) => (
          <Field
            key={name}
            name={`limits.${name}`}
            label={words.limitNames[name]}
            hint={words.limitHints[name](quote)}
            optional={mode === 'paper'}
            most={40}
            faults={faults}
          />
        ))}
        <Field
          name="limits.orders_per_minute"
          label={words.limitNames.orders_per_minute}
          hint={words.limitHints.orders_per_minute()}
          optional={mode === 'paper'}
          most={3}
          faults={faults}
        />
      </fieldset>
      {faults.fields['limits'] !== undefined && <p className="form-fault">{faults.fields['limits']}</p>}
      {mode === 'live' && <Knows text={words.knows} />}
      {codeRequired && <CodeField hint={words.codeHint} faults={faults} />}
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.startNames[mode]}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

/** Confirmation before real orders are placed. */
function Knows({ text }: { readonly text: string }) {
  const id = useId();
  return (
    <p className="strategy-knows">
      <input id={id} type="checkbox" name="knows" required /> <label htmlFor={id}>{text}</label>
    </p>
  );
}

function limitsIn(form: FormData): NonNullable<RunRequest['limits']> {
  const read = (name: string): string | null => plainly(typed(form, `limits.${name}`)) || null;
  const orders = read('orders_per_minute');
  return {
    daily_loss: read('daily_loss'),
    position: read('position'),
    order_notional: read('order_notional'),
    orders_per_minute: orders === null ? null : Number(orders),
  };
}

interface PaperFieldsProps {
  readonly quote: string;
  readonly chosen: FillModel;
  readonly onChoose: (fillModel: FillModel) => void;
  readonly faults: Faults;
}

/** Money of a paper run, and the data that its orders meet. */
function PaperFields({ quote, chosen, onChoose, faults }: PaperFieldsProps) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  return (
    <>
      <Choice<FillModel>
        name="fill_model"
        label={words.fillModel}
        values={FILL_MODELS}
        names={words.fillModelNames}
        chosen={chosen}
        fault={faults.fields['fill_model']}
        onChoose={(each) => onChoose(each ?? 'candles')}
      />
      <Field name="balances" label={strategyWords.cash(quote)} initial="10000" most={40} faults={faults} />
    </>
  );
}

/** How many past candles the strategy gets before it may trade. */
function WarmUp({ fault }: { readonly fault: string | undefined }) {
  const words = useRunWords();
  return (
    <Choice<string>
      name="warm_up"
      label={words.warmUp}
      values={WARM_UPS}
      names={Object.fromEntries(WARM_UPS.map((each) => [each, numeral(Number(each))]))}
      chosen="0"
      fault={fault}
    />
  );
}

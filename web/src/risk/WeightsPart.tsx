import { AsRead, useReread } from '../controls/AsRead';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { changeWeights, computeScores, FACTORS, useWeights, type Weights } from '../exchange/risk';
import { Problem } from '../exchange/problem';
import { useAct } from '../pages/act';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { useRiskWords } from './words';

/** Weights of the factors; for administrators. */
export function WeightsPart() {
  const words = useRiskWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const compute = (): void =>
    act(async () => {
      await computeScores(exchange);
      return words.ordered;
    });
  return (
    <Card
      title={words.parts.weights}
      notice={words.weightsNotice}
      action={
        <button type="button" className="small-button" aria-disabled={busy} onClick={compute}>
          {words.computeNow}
        </button>
      }
    >
      <Loaded query={useWeights()}>
        {(weights) => <AsRead value={weights}>{(read) => <WeightsForm weights={read} />}</AsRead>}
      </Loaded>
    </Card>
  );
}

function WeightsForm({ weights }: { readonly weights: Weights }) {
  const words = useRiskWords();
  const exchange = useExchange();
  const notifier = useNotifier();
  const reread = useReread();
  const { busy, faults, submit } = useSubmission({
    fields: [...FACTORS, 'reference'],
    rules: Object.fromEntries(FACTORS.map((name) => [name, words.weightHint])),
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const weightOf = (name: string): number => weightIn(typed(form, name), name);
      await changeWeights(exchange, {
        ...{ volatility: weightOf('volatility'), liquidity: weightOf('liquidity') },
        ...{ market_cap: weightOf('market_cap'), technical: weightOf('technical') },
        reference: typed(form, 'reference').toUpperCase(),
        version: weights.version,
      });
      notifier.notify(words.saved);
      reread?.();
    });
  return (
    <Form onSend={send}>
      {FACTORS.map((name) => (
        <Field
          key={name}
          name={name}
          label={words.factors[name]}
          hint={words.weightHint}
          inputMode="numeric"
          most={3}
          initial={String(weights[name])}
          faults={faults}
        />
      ))}
      <Field
        name="reference"
        label={words.reference}
        hint={words.referenceHint}
        most={16}
        initial={weights.reference}
        faults={faults}
      />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

/** A text that is no number is a fault of its field, not a weight that stays as it is. */
function weightIn(text: string, field: string): number {
  if (!/^\d+$/.test(text)) {
    throw new Problem('invalid_field', 422, '', null, [{ field, rule: 'a number' }]);
  }
  return Number(text);
}

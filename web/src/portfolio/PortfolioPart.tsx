import { useState } from 'react';
import { Choice } from '../admin/Choice';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useOrderPortfolio, useRun, useRuns, type PortfolioRun, type Scope } from '../exchange/portfolios';
import { Problem } from '../exchange/problem';
import { inPercent, numeral } from '../money/numerals';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { Report } from './Report';
import { usePortfolioWords } from './words';
import './portfolio.css';

interface PortfolioPartProps {
  /** Portfolios that may be analyzed, one's own first. */
  readonly scopes: readonly Scope[];
}

/** Balances of the caller, or of others together, and their possible loss. */
export function PortfolioPart({ scopes }: PortfolioPartProps) {
  const words = usePortfolioWords();
  const [scope, setScope] = useState<Scope>('own');
  return (
    <>
      {scopes.length > 1 && (
        <div className="portfolio-scopes" role="group" aria-label={words.scope}>
          {scopes.map((each) => (
            <button
              key={each}
              type="button"
              className="small-choice"
              aria-pressed={each === scope}
              onClick={() => setScope(each)}
            >
              {words.scopes[each]}
            </button>
          ))}
        </div>
      )}
      <Loaded query={useRuns()}>
        {(runs) => <Looked key={scope} scope={scope} runs={runs.filter((run) => run.scope === scope)} />}
      </Loaded>
    </>
  );
}

interface LookedProps {
  readonly scope: Scope;
  /** Newest first. */
  readonly runs: readonly PortfolioRun[];
}

/** The chosen report, by default the newest, and a way to a newer one. */
function Looked({ scope, runs }: LookedProps) {
  const words = usePortfolioWords();
  const dates = useDates();
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = runs.find(({ id }) => id === chosen) ?? runs[0];
  return (
    <>
      <Card title={words.title[scope]} notice={words.notice}>
        {shown === undefined && <p className="nothing">{words.notYet}</p>}
        <RequestForm scope={scope} again={shown !== undefined} onOrdered={setChosen} />
        {runs.length > 1 && shown !== undefined && (
          <div className="filters">
            <Choice<string>
              name="run"
              label={words.run}
              values={runs.map(({ id }) => id)}
              names={Object.fromEntries(runs.map(({ id, orderedMillis }) => [id, dates.second(orderedMillis)]))}
              chosen={shown.id}
              onChoose={setChosen}
            />
          </div>
        )}
      </Card>
      {shown !== undefined && <Shown key={shown.id} id={shown.id} />}
    </>
  );
}

const CONFIDENCES = ['900', '950', '975', '990', '999'] as const;
const HORIZONS = ['1', '5', '10', '30'] as const;

interface RequestFormProps {
  readonly scope: Scope;
  readonly again: boolean;
  readonly onOrdered: (id: string) => void;
}

function RequestForm({ scope, again, onOrdered }: RequestFormProps) {
  const words = usePortfolioWords();
  const order = useOrderPortfolio();
  const { busy, faults, submit } = useSubmission({ fields: ['accounts'], rules: { accounts: words.accountsRule } });
  const send = (form: FormData): void =>
    submit(async () => {
      const accounts = scope === 'desk' ? accountsIn(typed(form, 'accounts')) : [];
      const confidencePerMille = Number(typed(form, 'confidence'));
      const horizonDays = Number(typed(form, 'horizon'));
      const { id } = await order({ scope, accounts, confidencePerMille, horizonDays });
      onOrdered(id);
    });
  const percents = CONFIDENCES.map((each) => [each, inPercent(String(Number(each) / 10))]);
  const spans = HORIZONS.map((each) => [each, words.days(numeral(Number(each)))]);
  return (
    <Form className="filters" onSend={send}>
      <Choice<string>
        name="confidence"
        label={words.confidence}
        values={CONFIDENCES}
        names={Object.fromEntries(percents) as Record<string, string>}
        chosen="990"
      />
      <Choice<string>
        name="horizon"
        label={words.horizon}
        values={HORIZONS}
        names={Object.fromEntries(spans) as Record<string, string>}
        chosen="1"
      />
      {scope === 'desk' && (
        <Field name="accounts" label={words.accounts} hint={words.accountsHint} most={8_000} faults={faults} />
      )}
      <button type="submit" className="primary" aria-disabled={busy}>
        {again ? words.computeAgain : words.compute}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

/** Numbers with anything between them; what is none is a fault of the field. */
function accountsIn(text: string): readonly number[] {
  const parts = text.split(/[\s,;،]+/).filter((part) => part !== '');
  if (!parts.every((part) => /^\d{1,15}$/.test(part))) {
    throw new Problem('invalid_field', 422, '', null, [{ field: 'accounts', rule: 'numbers' }]);
  }
  return parts.map(Number);
}

/** One report, once it is there. */
function Shown({ id }: { readonly id: string }) {
  return <Loaded query={useRun(id)}>{(run) => <RunReport run={run} />}</Loaded>;
}

function RunReport({ run }: { readonly run: PortfolioRun }) {
  const words = usePortfolioWords();
  const dates = useDates();
  switch (run.state) {
    case 'queued':
      return (
        <Card title={words.run} notice={words.orderedAt(dates.second(run.orderedMillis))}>
          <div className="portfolio-waits" role="status">
            <p>{words.queued}</p>
            <progress aria-label={words.queued} />
          </div>
        </Card>
      );
    case 'failed':
      return (
        <Card title={words.run} notice={words.orderedAt(dates.second(run.orderedMillis))}>
          <p className="nothing" role="alert">
            {words.failed} <bdi className="quiet">{run.why}</bdi>
          </p>
        </Card>
      );
    case 'done':
      return run.report === null ? null : <Report run={run} report={run.report} />;
  }
}

import { useState } from 'react';
import { AsRead } from '../controls/AsRead';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useExchange } from '../exchange/context';
import { changeTerms, TERMS, type AssetTerms, type Term } from '../exchange/terms';
import { readable } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { useTerms } from './queries';
import { useDone } from './UserForms';
import { useAdminWords } from './words';

const OF_WITHDRAWALS: readonly Term[] = ['minimum', 'fee', 'approval_above', 'daily_user', 'daily_vip', 'daily_tenant'];
const OF_DEPOSITS_AND_WALLETS = TERMS.filter((term) => !OF_WITHDRAWALS.includes(term));

/** On which terms money of each asset moves over chains, in two tables: one of ten sums is wider than a small screen. */
export function TermsPart() {
  const words = useAdminWords();
  const list = useTerms();
  const [changing, setChanging] = useState<string | null>(null);
  const changed = list.data?.find(({ code }) => code === changing);
  const sum = (term: Term) => ({
    name: words.termNames[term],
    number: true,
    cell: ({ sums }: AssetTerms) => <bdi dir="ltr">{readable(sums[term] ?? words.noLimit, true)}</bdi>,
  });
  const asset = {
    name: words.asset,
    cell: ({ code, networks, stopped }: AssetTerms) => (
      <span>
        <bdi>{code}</bdi> {stopped !== null && <i className="tag tag-bad">{words.withdrawalsStopped}</i>}
        <small>{networks.join(', ')}</small>
      </span>
    ),
  };
  return (
    <Card title={words.terms} notice={words.termsNotice}>
      <Loaded query={list}>
        {(rows) => (
          <>
            <Records
              label={words.terms}
              rows={rows}
              keyOf={({ code }) => code}
              nothing={words.noTerms}
              columns={[asset, ...OF_WITHDRAWALS.map(sum)]}
              actions={(row) => (
                <button type="button" className="small-button" onClick={() => setChanging(row.code)}>
                  {words.change}
                </button>
              )}
            />
            {rows.length > 0 && (
              <Records
                label={words.termsOfDeposits}
                rows={rows}
                keyOf={({ code }) => code}
                nothing={words.noTerms}
                columns={[asset, ...OF_DEPOSITS_AND_WALLETS.map(sum)]}
              />
            )}
          </>
        )}
      </Loaded>
      {changed !== undefined && (
        <Dialog title={words.changeTerms(changed.code)} onClose={() => setChanging(null)}>
          <AsRead value={changed}>{(read) => <Change terms={read} onDone={() => setChanging(null)} />}</AsRead>
        </Dialog>
      )}
    </Card>
  );
}

interface ChangeProps {
  readonly terms: AssetTerms;
  readonly onDone: () => void;
}

function Change({ terms, onDone }: ChangeProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({ fields: TERMS, sayings: words.problems });
  const change = async (form: FormData): Promise<void> => {
    const sums = Object.fromEntries(TERMS.map((term) => [term, typed(form, term) || null]));
    await changeTerms(exchange, terms, sums as AssetTerms['sums']);
    await done(words.termsChanged(terms.code));
  };
  return (
    <Form onSend={(form) => submit(() => change(form))}>
      <p className="quiet">{words.termsHint}</p>
      {TERMS.map((term, index) => (
        <Field
          key={term}
          name={term}
          label={words.termNames[term]}
          initial={terms.sums[term] ?? ''}
          most={40}
          optional
          focused={index === 0}
          faults={faults}
        />
      ))}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

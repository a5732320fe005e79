import { useState } from 'react';
import { AsRead } from '../controls/AsRead';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useExchange } from '../exchange/context';
import { changeTerms, TERMS, type AssetTerms, type Term } from '../exchange/terms';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { useTerms } from './queries';
import { useDone } from './UserForms';
import { useAdminWords } from './words';

/** On which terms money of each asset moves over chains. */
export function TermsPart() {
  const words = useAdminWords();
  const list = useTerms();
  const [changing, setChanging] = useState<string | null>(null);
  const changed = list.data?.find(({ code }) => code === changing);
  const sum = (term: Term) => ({
    name: words.termNames[term],
    number: true,
    cell: ({ sums }: AssetTerms) => <bdi dir="ltr">{sums[term] ?? words.noLimit}</bdi>,
  });
  return (
    <Card title={words.terms} notice={words.termsNotice}>
      <Asked query={list}>
        {(rows) => (
          <Records
            label={words.terms}
            rows={rows}
            keyOf={({ code }) => code}
            nothing={words.noTerms}
            columns={[
              {
                name: words.asset,
                cell: ({ code, networks, stopped }) => (
                  <span>
                    <bdi>{code}</bdi> {stopped !== null && <i className="tag tag-bad">{words.withdrawalsStopped}</i>}
                    <small>{networks.join(', ')}</small>
                  </span>
                ),
              },
              ...TERMS.map(sum),
            ]}
            actions={(row) => (
              <button type="button" className="small-button" onClick={() => setChanging(row.code)}>
                {words.change}
              </button>
            )}
          />
        )}
      </Asked>
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

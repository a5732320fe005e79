import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useTeller } from '../controls/toasts';
import { useExchange } from '../exchange/context';
import { changeTerms, TERMS, type AssetTerms, type Term } from '../exchange/terms';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { useTerms } from './queries';
import { useAdminWords } from './words';

/** On which terms money of each asset moves over chains. */
export function TermsPart() {
  const words = useAdminWords();
  const list = useTerms();
  const [changed, setChanged] = useState<AssetTerms | null>(null);
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
              <button type="button" className="small-button" onClick={() => setChanged(row)}>
                {words.change}
              </button>
            )}
          />
        )}
      </Asked>
      {changed !== null && (
        <Change terms={changed} onDone={() => void list.refetch()} onClose={() => setChanged(null)} />
      )}
    </Card>
  );
}

interface ChangeProps {
  readonly terms: AssetTerms;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Change({ terms, onDone, onClose }: ChangeProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const teller = useTeller();
  const { busy, faults, submit } = useSubmission({ fields: TERMS, sayings: words.problems });
  const change = async (form: FormData): Promise<void> => {
    const sums = Object.fromEntries(TERMS.map((term) => [term, typed(form, term) || null]));
    await changeTerms(exchange, terms, sums as AssetTerms['sums']);
    teller.tell(words.termsChanged(terms.code));
    onDone();
    onClose();
  };
  return (
    <Dialog title={words.changeTerms(terms.code)} onClose={onClose}>
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
    </Dialog>
  );
}

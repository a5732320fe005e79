import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { p2pHref } from '../../app/place';
import { Paged } from '../../admin/Paged';
import { Form, FormFault } from '../../controls/Field';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import {
  addStatement,
  isTooLong,
  useBankStatement,
  useBankStatements,
  type BankEntry,
  type BankStatement,
} from '../../exchange/p2p-bank-statements';
import { refreshPrivate } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Sum } from '../Sum';
import { useP2pWords } from '../words';

/** The caller's bank statements, and which trades their entries pay. */
export function BankStatements() {
  const words = useP2pWords();
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Card title={words.statements} notice={words.statementsNotice}>
      <Add onAdded={setChosen} />
      <Paged list={useBankStatements()}>{(rows) => <Rows rows={rows} onChoose={setChosen} />}</Paged>
      {chosen !== null && <Entries key={chosen} id={chosen} />}
    </Card>
  );
}

interface ChooseProps {
  readonly onAdded: (id: string) => void;
}

function Add({ onAdded }: ChooseProps) {
  const words = useP2pWords();
  const exchange = useExchange();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const id = useId();
  const file = useRef<HTMLInputElement>(null);
  const [wasTooLong, setTooLong] = useState(false);
  const { busy, faults, submit } = useSubmission({ fields: [] });
  const send = (): void =>
    submit(async () => {
      const content = (await file.current?.files?.[0]?.text()) ?? '';
      const tooLong = isTooLong(content);
      setTooLong(tooLong);
      if (tooLong) {
        return;
      }
      const { statement } = await addStatement(exchange, content);
      notifier.notify(words.statementAdded(numeral(statement.added)));
      onAdded(statement.id);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <div className="form-field">
        <label htmlFor={id}>{words.statementFile}</label>
        <input id={id} ref={file} type="file" required accept=".xml,.csv,.txt" />
        <small>{words.statementHint}</small>
      </div>
      {wasTooLong && (
        <p className="form-fault" role="alert">
          {words.statementTooLong}
        </p>
      )}
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.statementAdd}
      </button>
    </Form>
  );
}

interface RowsProps {
  readonly rows: readonly BankStatement[];
  readonly onChoose: (id: string) => void;
}

function Rows({ rows, onChoose }: RowsProps) {
  const words = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.statements}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noStatements}
      columns={[
        { name: words.statementAt, cell: ({ uploaded_at }) => dates.minute(Date.parse(uploaded_at)) },
        { name: words.statementEntries, number: true, cell: ({ entries }) => numeral(entries) },
        { name: words.statementNew, number: true, cell: ({ added }) => numeral(added) },
      ]}
      actions={({ id }) => (
        <button type="button" className="small-button" onClick={() => onChoose(id)}>
          {words.statementOpen}
        </button>
      )}
    />
  );
}

function Entries({ id }: { readonly id: string }) {
  const words = useP2pWords();
  return (
    <>
      <h3>{words.statementShown}</h3>
      <Loaded query={useBankStatement(id)}>{({ entries }) => <EntryRows entries={entries} />}</Loaded>
    </>
  );
}

function EntryRows({ entries }: { readonly entries: readonly BankEntry[] }) {
  const words = useP2pWords();
  return (
    <Records
      label={words.statementShown}
      rows={entries}
      keyOf={({ number }) => String(number)}
      nothing={words.noEntries}
      columns={[
        { name: words.entryDay, cell: ({ booked_on }) => <bdi dir="ltr">{booked_on}</bdi> },
        {
          name: words.entrySum,
          number: true,
          cell: ({ is_credit: isCredit, amount, currency }) => (
            <span>
              {isCredit ? '' : '−'}
              <Sum of={amount} code={currency} />
            </span>
          ),
        },
        {
          name: words.entryText,
          cell: ({ name, text }) => (
            <span>
              <bdi>{name}</bdi>
              <small>
                <bdi>{text}</bdi>
              </small>
            </span>
          ),
        },
        {
          name: words.entryResult,
          cell: (entry) => <Result of={entry} />,
        },
      ]}
    />
  );
}

/** How an entry was matched, with its trade, and a mark if another person paid. */
function Result({ of: { result, trade_id: trade, name_check: check } }: { readonly of: BankEntry }) {
  const words = useP2pWords();
  const isMatched = result === 'by_reference' || result === 'by_amount';
  const text = words.entryResults[result];
  return (
    <span>
      <i className={`tag ${isMatched ? 'tag-good' : 'tag-plain'}`}>
        {trade === null ? text : <a href={p2pHref('trades', trade)}>{text}</a>}
      </i>
      {check === 'differs' && <i className="tag tag-bad">{words.entryOtherName}</i>}
    </span>
  );
}

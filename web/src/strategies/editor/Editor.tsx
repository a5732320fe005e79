import { useId, useRef, useState } from 'react';
import { Choice } from '../../admin/Choice';
import { goTo, strategyHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import { exactly, typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useRefreshStrategies, useStrategies, type Check, type Source } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { ownKey } from '../subject';
import { useStrategyWords } from '../words';
import { EXAMPLE_NAMES, EXAMPLES, type Example } from './examples';
import { Guide } from './Guide';
import { Versions } from './Versions';

const NAME_MOST = 60;
const SOURCE_MOST = 262_144;
const FIRST: Example = 'cross';

/** A program and its name, checks of it, and beside it how programs are written. */
export function Editor({ was }: { readonly was: Source | null }) {
  const words = useStrategyWords();
  const strategies = useStrategies();
  const refresh = useRefreshStrategies();
  const notifier = useNotifier();
  const [example, setExample] = useState<Example>(FIRST);
  const [checked, setChecked] = useState<Check | null>(null);
  const code = useRef<HTMLTextAreaElement>(null);
  const { busy, faults, submit } = useSubmission({ fields: ['name', 'source'] });
  const check = (): void =>
    submit(async () => {
      setChecked(null);
      setChecked(await strategies.check(code.current?.value ?? ''));
    });
  const send = (form: FormData): void =>
    submit(async () => {
      const source = exactly(form, 'source');
      const answer = await strategies.check(source);
      setChecked(answer);
      if (answer.valid) {
        const saved = await strategies.save(was, typed(form, 'name'), source);
        await refresh();
        notifier.notify(words.saved(saved.name, numeral(saved.version)));
        goTo(strategyHref('own', saved.id));
      }
    });
  return (
    <>
      <div className="strategy-workspace">
        <Card
          title={was === null ? words.write : words.editing(was.name)}
          notice={words.ownNotice}
          action={
            was !== null && (
              <a className="small-button" href={strategyHref('backtests', ownKey(was))}>
                {words.use}
              </a>
            )
          }
        >
          <Form onSend={send} className="form strategy-editor">
            <Field name="name" label={words.name} initial={was?.name ?? ''} most={NAME_MOST} faults={faults} />
            {was === null && (
              <Choice<Example>
                name="example"
                label={words.example}
                values={EXAMPLE_NAMES}
                names={words.examples}
                chosen={example}
                onChoose={(each) => setExample(each ?? FIRST)}
              />
            )}
            <Code
              key={example}
              element={code}
              first={was?.source ?? EXAMPLES[example]}
              fault={faults.fields['source']}
              checked={checked}
            />
            {checked !== null && <Checked check={checked} code={code} />}
            <p className="strategy-buttons">
              <button type="submit" className="primary" aria-disabled={busy}>
                {words.save}
              </button>{' '}
              <button type="button" className="secondary" aria-disabled={busy} onClick={check}>
                {words.check}
              </button>
            </p>
            <FormFault faults={faults} />
          </Form>
        </Card>
        <Guide />
      </div>
      {was !== null && <Versions of={was} />}
    </>
  );
}

interface CodeProps {
  readonly element: React.RefObject<HTMLTextAreaElement | null>;
  readonly first: string;
  readonly fault: string | undefined;
  readonly checked: Check | null;
}

const linesOf = (text: string): number => text.split('\n').length;

/** Text of a program with the numbers of its lines; those at fault are marked. */
function Code({ element, first, fault, checked }: CodeProps) {
  const words = useStrategyWords();
  const id = useId();
  const numbers = useRef<HTMLOListElement>(null);
  const [lines, setLines] = useState(() => linesOf(first));
  const wrong = new Set((checked?.faults ?? []).map(({ line }) => line));
  return (
    <div className="form-field">
      <label htmlFor={id}>{words.source}</label>
      <div className="strategy-code" dir="ltr">
        <ol ref={numbers} aria-hidden>
          {Array.from({ length: lines }, (_, at) => (
            <li key={at} className={wrong.has(at + 1) ? 'strategy-wrong' : undefined}>
              {at + 1}
            </li>
          ))}
        </ol>
        <textarea
          id={id}
          ref={element}
          name="source"
          required
          maxLength={SOURCE_MOST}
          defaultValue={first}
          dir="ltr"
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          aria-invalid={fault !== undefined || wrong.size > 0}
          aria-describedby={fault === undefined ? undefined : `${id}-said`}
          onChange={({ target }) => setLines(linesOf(target.value))}
          onScroll={({ currentTarget }) => {
            if (numbers.current !== null) {
              numbers.current.scrollTop = currentTarget.scrollTop;
            }
          }}
        />
      </div>
      {fault !== undefined && (
        <small id={`${id}-said`} className="form-fault">
          {fault}
        </small>
      )}
    </div>
  );
}

/** Selects a line of the program and brings it into view. */
function goToLine(code: HTMLTextAreaElement | null, line: number): void {
  if (code === null) {
    return;
  }
  const lines = code.value.split('\n');
  const start = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  code.focus();
  code.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  code.scrollTop = Math.max(0, (code.scrollHeight / lines.length) * (line - 4));
}

interface CheckedProps {
  readonly check: Check;
  readonly code: React.RefObject<HTMLTextAreaElement | null>;
}

/** Result of the check of the program. */
function Checked({ check, code }: CheckedProps) {
  const words = useStrategyWords();
  return check.valid ? (
    <p role="status" className="strategy-valid">
      {words.valid}
    </p>
  ) : (
    <div role="alert" className="strategy-faults">
      <b>{words.faults}</b>
      <ul>
        {check.faults.map(({ line, code: rule, message }) => (
          <li key={`${line} ${rule} ${message}`}>
            {line > 0 && (
              <button type="button" className="link" onClick={() => goToLine(code.current, line)}>
                {words.line(numeral(line))}
              </button>
            )}{' '}
            {words.rules[rule] !== undefined && <b>{words.rules[rule]}</b>}{' '}
            <bdi lang="en" className="quiet">
              {message}
            </bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

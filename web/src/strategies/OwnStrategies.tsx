import { useState } from 'react';
import { goTo, strategyHref } from '../app/place';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useTeller } from '../controls/toasts';
import {
  useOwnStrategies,
  useRefreshStrategies,
  useSource,
  useStrategies,
  type Check,
  type OwnStrategy,
  type Source,
} from '../exchange/strategies';
import { numeral } from '../money/numerals';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { EXAMPLE } from './example';
import { ownKey } from './subject';
import { useStrategyWords } from './words';

const NEW = 'new';

interface OwnStrategiesProps {
  /** The one that is edited, "new" for one that is not there yet; null: none. */
  readonly chosen: string | null;
}

/** Programs that the user has written, and an editor. */
export function OwnStrategies({ chosen }: OwnStrategiesProps) {
  if (chosen === NEW) {
    return <Editor was={null} />;
  }
  if (chosen !== null) {
    return <Edited id={chosen} />;
  }
  return <Listed />;
}

function Listed() {
  const words = useStrategyWords();
  return (
    <Card
      title={words.own}
      notice={words.ownNotice}
      action={
        <button type="button" className="primary" onClick={() => goTo(strategyHref('own', NEW))}>
          {words.write}
        </button>
      }
    >
      <Asked query={useOwnStrategies()}>{(rows) => <Rows rows={rows} />}</Asked>
    </Card>
  );
}

function Rows({ rows }: { readonly rows: readonly OwnStrategy[] }) {
  const words = useStrategyWords();
  const dates = useDates();
  return (
    <Records
      label={words.own}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noOwn}
      columns={[
        { name: words.name, cell: ({ name }) => <bdi>{name}</bdi> },
        { name: words.version, number: true, cell: ({ version }) => numeral(version) },
        { name: words.changed, cell: ({ changedMillis }) => dates.minute(changedMillis) },
      ]}
      actions={(row) => <Actions row={row} />}
    />
  );
}

function Actions({ row }: { readonly row: OwnStrategy }) {
  const words = useStrategyWords();
  const strategies = useStrategies();
  const { busy, act } = useAct();
  return (
    <>
      <a className="small-button" href={strategyHref('backtests', ownKey(row))}>
        {words.use}
      </a>
      <a className="small-button" href={strategyHref('own', row.id)}>
        {words.edit}
      </a>
      <SureButton
        sure={words.removeSure}
        busy={busy}
        onSure={() => act(() => strategies.remove(row.id).then(() => words.removed(row.name)))}
      >
        {words.remove}
      </SureButton>
    </>
  );
}

function Edited({ id }: { readonly id: string }) {
  return <Asked query={useSource(id)}>{(was) => <Editor key={was.version} was={was} />}</Asked>;
}

const NAME_MOST = 60;
const SOURCE_MOST = 262_144;
const LINES = 24;

function Editor({ was }: { readonly was: Source | null }) {
  const words = useStrategyWords();
  const strategies = useStrategies();
  const refresh = useRefreshStrategies();
  const teller = useTeller();
  const [checked, setChecked] = useState<Check | null>(null);
  const { busy, faults, submit } = useSubmission({ fields: ['name', 'source'] });
  const send = (form: FormData): void =>
    submit(async () => {
      const source = typed(form, 'source');
      const check = await strategies.check(source);
      setChecked(check);
      if (check.valid) {
        const saved = await strategies.save(was, typed(form, 'name'), source);
        await refresh();
        teller.tell(words.saved(saved.name, numeral(saved.version)));
        goTo(strategyHref('own', saved.id));
      }
    });
  return (
    <Card title={was === null ? words.write : words.editing(was.name)} notice={words.ownNotice}>
      <Form onSend={send} className="form strategy-editor">
        <Field name="name" label={words.name} initial={was?.name ?? ''} most={NAME_MOST} faults={faults} />
        <Field
          name="source"
          label={words.source}
          initial={was?.source ?? EXAMPLE}
          lines={LINES}
          most={SOURCE_MOST}
          hint={words.reference}
          faults={faults}
        />
        {checked !== null && <Checked check={checked} />}
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.save}
        </button>
        <FormFault faults={faults} />
      </Form>
    </Card>
  );
}

/** Result of the check of the program. */
function Checked({ check }: { readonly check: Check }) {
  const words = useStrategyWords();
  return check.valid ? (
    <p role="status">{words.valid}</p>
  ) : (
    <div role="alert" className="strategy-faults">
      <b>{words.faults}</b>
      <ul>
        {check.faults.map(({ line, code, message }) => (
          <li key={`${line} ${code} ${message}`}>
            {line > 0 && <span className="number">{words.line(numeral(line))}: </span>}
            <bdi lang="en">{message}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}

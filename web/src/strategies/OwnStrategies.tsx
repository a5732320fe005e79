import { goTo, strategyHref } from '../app/place';
import { useOwnStrategies, useSource, useStrategies, type OwnStrategy } from '../exchange/strategies';
import { numeral } from '../money/numerals';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Editor } from './editor/Editor';
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
      <Loaded query={useOwnStrategies()}>{(rows) => <Rows rows={rows} />}</Loaded>
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
  return <Loaded query={useSource(id)}>{(was) => <Editor key={was.version} was={was} />}</Loaded>;
}

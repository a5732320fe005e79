import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { usePortfolios, useRefreshScenarios, useScenarios, type Scenario } from '../exchange/portfolios';
import { Problem } from '../exchange/problem';
import { useMessages } from '../language/language';
import { changeOf } from '../money/worth';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { movesIn } from './moves';
import { ScenarioName } from './ScenarioName';
import { usePortfolioWords, type PortfolioWords } from './words';

interface ScenariosProps {
  /** True if own ones may be made and removed. */
  readonly changes: boolean;
}

/** Scenarios that portfolios are tried with. */
export function Scenarios({ changes }: ScenariosProps) {
  const words = usePortfolioWords();
  const messages = useMessages();
  return (
    <>
      <Card title={words.stress} notice={words.scenariosNotice}>
        <Loaded query={useScenarios()}>
          {(rows) => (
            <Records
              label={words.stress}
              rows={rows}
              keyOf={({ name }) => name}
              nothing={words.noScenarios}
              columns={[
                { name: words.scenario, cell: ({ name }) => <ScenarioName of={name} /> },
                {
                  name: words.moves,
                  cell: (row) => <MovesOf row={row} words={words} />,
                },
                {
                  name: messages.type,
                  cell: ({ builtIn }) => <i className="tag tag-plain">{builtIn ? words.builtIn : words.own}</i>,
                },
              ]}
              {...(changes ? { actions: (row: Scenario) => !row.builtIn && <Remove name={row.name} /> } : {})}
            />
          )}
        </Loaded>
      </Card>
      {changes && <NewScenario />}
    </>
  );
}

function MovesOf({ row, words }: { readonly row: Scenario; readonly words: PortfolioWords }) {
  return (
    <span className="tags">
      {Object.entries(row.shocks).map(([code, move]) => (
        <i key={code} className="tag tag-plain">
          {code === '*' ? words.allOthers : <bdi>{code}</bdi>} <span className="number">{changeOf(move)}</span>
        </i>
      ))}
    </span>
  );
}

function Remove({ name }: { readonly name: string }) {
  const words = usePortfolioWords();
  const portfolios = usePortfolios();
  const { busy, act } = useAct();
  const remove = (): void =>
    act(async () => {
      await portfolios.removeScenario(name);
      return words.removed(name);
    });
  return (
    <SureButton sure={words.removeSure} busy={busy} onSure={remove}>
      {words.remove}
    </SureButton>
  );
}

const NAME_MOST = 40;
const MOVES_MOST = 6_000;

function NewScenario() {
  const words = usePortfolioWords();
  const portfolios = usePortfolios();
  const { data: scenarios = [] } = useScenarios();
  const refresh = useRefreshScenarios();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({
    fields: ['name', 'shocks'],
    rules: { name: words.nameHint, shocks: words.movesRule },
  });
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      const name = typed(form, 'name');
      const moves = movesIn(typed(form, 'shocks'));
      if (moves === null) {
        throw new Problem('invalid_field', 422, '', null, [{ field: 'shocks', rule: 'lines' }]);
      }
      const was = scenarios.find((each) => each.name === name);
      try {
        await portfolios.putScenario(name, was, moves);
      } finally {
        // Also after a refusal: the next try is of what there is now.
        await refresh();
      }
      empty();
      notifier.notify(words.saved(name));
    });
  return (
    <Card title={words.newScenario}>
      <Form onSend={send}>
        <Field name="name" label={words.name} hint={words.nameHint} most={NAME_MOST} faults={faults} />
        <Field name="shocks" label={words.moves} hint={words.movesHint} lines={4} most={MOVES_MOST} faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.save}
        </button>
        <FormFault faults={faults} />
      </Form>
    </Card>
  );
}

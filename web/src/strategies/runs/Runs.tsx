import { goTo, strategyHref } from '../../app/place';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useSession } from '../../exchange/context';
import { hasEnded, useRunning, useRuns, useRunsOfAll, type OperatorsRun, type Run } from '../../exchange/runs';
import { useRefreshStrategies } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { sumOf, wayOf } from '../../money/worth';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useSubjectOf } from '../subject';
import { useStrategyWords } from '../words';
import { NewRun } from './NewRun';
import { useRunWords } from './words';

interface RunsProps {
  /** Strategy that a run shall be of, "built:rsi" or "own:17"; null: none. */
  readonly chosen: string | null;
}

/** A form for a new run, and those that were started. */
export function Runs({ chosen }: RunsProps) {
  const words = useRunWords();
  const session = useSession();
  return (
    <Loaded query={useRuns()}>
      {(runs) =>
        runs === null ? (
          <Card title={words.runs}>
            <p className="nothing">{words.noRunsHere}</p>
          </Card>
        ) : (
          <>
            <Card title={words.runs} notice={words.runsNotice}>
              <Rows runs={runs} />
            </Card>
            <NewRun chosen={chosen} />
            {session.kind === 'in' && session.user.permissions.includes('halt') && <OfAll />}
          </>
        )
      }
    </Loaded>
  );
}

function Rows({ runs }: { readonly runs: readonly Run[] }) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const subjectOf = useSubjectOf();
  const dates = useDates();
  return (
    <Records
      label={words.runs}
      rows={runs}
      keyOf={({ id }) => id}
      nothing={words.noRuns}
      columns={[
        { name: words.number, cell: ({ id }) => <a href={strategyHref('runs', id)}>{numeral(Number(id))}</a> },
        { name: words.mode, cell: (run) => <Mode run={run} /> },
        { name: strategyWords.strategy, cell: ({ request }) => <bdi>{subjectOf(request)}</bdi> },
        { name: strategyWords.market, cell: ({ request }) => <bdi>{request.symbols.join(', ')}</bdi> },
        { name: words.begun, cell: ({ created_at }) => dates.minute(Date.parse(created_at)) },
        { name: strategyWords.state, cell: (run) => <State run={run} /> },
        { name: words.profit, number: true, cell: (run) => <Profit run={run} sum={run.figures.profit} /> },
      ]}
      actions={(run) => <Actions run={run} />}
    />
  );
}

export function Mode({ run }: { readonly run: Run }) {
  const { modes } = useRunWords();
  const { mode } = run.request;
  return <i className={`tag ${mode === 'live' ? 'tag-warn' : 'tag-plain'}`}>{modes[mode]}</i>;
}

const TONES: Readonly<Record<Run['state'], string>> = {
  ...{ starting: 'tag-plain', running: 'tag-good', stopping: 'tag-warn', stopped: 'tag-plain', failed: 'tag-bad' },
};

export function State({ run }: { readonly run: Run }) {
  const { states, reasons } = useRunWords();
  return (
    <span className="tags">
      <i className={`tag ${TONES[run.state]}`}>{states[run.state]}</i>
      {run.reason !== '' && <small className="quiet">{reasons[run.reason]}</small>}
    </span>
  );
}

interface ProfitProps {
  readonly run: Run;
  readonly sum: string;
}

export function Profit({ run, sum }: ProfitProps) {
  return (
    <span className={wayOf(sum)}>
      {sumOf(sum)} <bdi>{run.figures.asset}</bdi>
    </span>
  );
}

/** Stops a run that is open; deletes one that has ended. */
export function Actions({ run }: { readonly run: Run }) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const runs = useRunning();
  const { busy, act } = useAct();
  const name = numeral(Number(run.id));
  if (!hasEnded(run)) {
    return (
      <SureButton
        sure={words.stopSure}
        busy={busy || run.state === 'stopping'}
        onSure={() => act(() => runs.stop(run.id).then(() => words.stops(name)))}
      >
        {words.stop}
      </SureButton>
    );
  }
  return (
    <SureButton
      sure={strategyWords.removeSure}
      busy={busy}
      onSure={() =>
        act(() =>
          runs.forget(run.id).then(() => {
            goTo(strategyHref('runs'));
            return strategyWords.removed(words.runName(name));
          }),
        )
      }
    >
      {strategyWords.remove}
    </SureButton>
  );
}

const REASON_MOST = 200;

/** For operators: what the strategies of all users do, and its end. */
function OfAll() {
  const words = useRunWords();
  return (
    <Card title={words.stopAll} notice={words.stopAllNotice}>
      <Loaded query={useRunsOfAll()}>{(rows) => <RowsOfAll rows={rows} />}</Loaded>
      <StopAll />
    </Card>
  );
}

function RowsOfAll({ rows }: { readonly rows: readonly OperatorsRun[] }) {
  const words = useRunWords();
  const strategyWords = useStrategyWords();
  const dates = useDates();
  return (
    <Records
      label={words.ofAll}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noneOfAll}
      columns={[
        { name: words.account, cell: ({ account }) => numeral(Number(account)) },
        { name: words.mode, cell: ({ mode }) => words.modes[mode] },
        { name: strategyWords.strategy, cell: ({ strategy }) => <bdi>{strategy}</bdi> },
        { name: strategyWords.market, cell: ({ symbols }) => <bdi>{symbols.join(', ')}</bdi> },
        { name: words.begun, cell: ({ created_at }) => dates.minute(Date.parse(created_at)) },
        { name: strategyWords.state, cell: ({ state }) => words.states[state] },
        {
          name: words.profit,
          number: true,
          cell: ({ figures }) => (
            <span className={wayOf(figures.profit)}>
              {sumOf(figures.profit)} <bdi>{figures.asset}</bdi>
            </span>
          ),
        },
      ]}
    />
  );
}

function StopAll() {
  const words = useRunWords();
  const runs = useRunning();
  const refresh = useRefreshStrategies();
  const notifier = useNotifier();
  const { busy, faults, submit } = useSubmission({ fields: ['reason'] });
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      const stopped = await runs.stopAll(typed(form, 'reason'));
      await refresh();
      notifier.notify(words.allStop(numeral(stopped)));
      empty();
    });
  return (
    <Form onSend={send}>
      <Field name="reason" label={words.stopAllReason} most={REASON_MOST} faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.stopAllNow}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

import { useState } from 'react';
import { useExchange, useSession } from '../exchange/context';
import {
  cancelTask,
  retryTask,
  runTask,
  switchSchedule,
  type Schedule,
  type Task,
  type TaskState,
} from '../exchange/tasks';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Choice } from './Choice';
import { Paged } from './Paged';
import { useSchedules, useTasks, useTaskWorkers } from './queries';
import { useAdminWords, type AdminWords } from './words';

const STATES = ['queued', 'running', 'done', 'dead', 'canceled'] as const;
const TAGS = {
  queued: 'tag-plain',
  running: 'tag-warn',
  done: 'tag-good',
  dead: 'tag-bad',
  canceled: 'tag-plain',
} as const;

/** The exchange's own tasks: waiting, running and ended ones, their schedules and workers. */
export function Tasks() {
  const session = useSession();
  const runsAll = session.kind === 'in' && session.user.permissions.includes('tenants_manage');
  return (
    <>
      <History />
      <Schedules />
      {runsAll && <Workers />}
    </>
  );
}

/** A kind that a newer exchange has is called as it is on the wire. */
function nameOf(kind: string, words: AdminWords): string {
  const names: Readonly<Record<string, string>> = words.taskKinds;
  return names[kind] ?? kind;
}

function History() {
  const words = useAdminWords();
  const [state, setState] = useState<TaskState | null>(null);
  return (
    <Card title={words.tasks} notice={words.tasksNotice}>
      <div className="filters">
        <Choice<TaskState>
          name="task-state"
          label={words.state}
          values={STATES}
          names={words.taskStates}
          none={words.all}
          chosen={state}
          onChoose={setState}
        />
      </div>
      <Paged list={useTasks(state)}>{(rows) => <List rows={rows} />}</Paged>
    </Card>
  );
}

function List({ rows }: { readonly rows: readonly Task[] }) {
  const words = useAdminWords();
  const dates = useDates();
  const [open, setOpen] = useState<string | null>(null);
  return (
    <Records
      label={words.tasks}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noTasks}
      columns={[
        { name: words.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
        {
          name: words.task,
          cell: ({ kind, id }) => (
            <span>
              {nameOf(kind, words)}
              <small>
                <bdi>{id}</bdi>
              </small>
            </span>
          ),
        },
        {
          name: words.state,
          cell: ({ state, progress }) => (
            <i className={`tag ${TAGS[state]}`}>
              {words.taskStates[state]}
              {state === 'running' && ` ${String(progress)} %`}
            </i>
          ),
        },
        { name: words.taskNote, cell: ({ note }) => <bdi>{note}</bdi> },
      ]}
      actions={(row) => (
        <>
          <button type="button" className="small-button" onClick={() => setOpen(open === row.id ? null : row.id)}>
            {open === row.id ? words.less : words.more}
          </button>
          <Steer row={row} />
        </>
      )}
      detail={(row) =>
        open === row.id && (
          <tr className="records-detail">
            <td colSpan={5}>
              {[...row.steps, ...(row.why === null ? [] : [row.why])].map((line) => (
                <p key={line}>
                  <bdi>{line}</bdi>
                </p>
              ))}
            </td>
          </tr>
        )
      }
    />
  );
}

function Steer({ row }: { readonly row: Task }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  if (row.state === 'done') {
    return null;
  }
  const isOver = row.state === 'dead' || row.state === 'canceled';
  const onSure = (): void =>
    act(async () => {
      await (isOver ? retryTask(exchange, row.id) : cancelTask(exchange, row.id));
      return isOver ? words.taskRetried : words.taskCanceled;
    });
  return (
    <SureButton sure={isOver ? words.retryTaskSure : words.cancelTaskSure} busy={busy} onSure={onSure}>
      {isOver ? words.retryTask : words.cancelTask}
    </SureButton>
  );
}

function Schedules() {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.schedules} notice={words.schedulesNotice}>
      <Loaded query={useSchedules()}>
        {(rows) => (
          <Records
            label={words.schedules}
            rows={rows}
            keyOf={({ kind }) => kind}
            nothing={words.noTasks}
            columns={[
              { name: words.task, cell: ({ kind }) => nameOf(kind, words) },
              {
                name: words.schedule,
                cell: ({ cron, zone }) => (
                  <span>
                    <bdi dir="ltr">{cron}</bdi>
                    <small>{zone}</small>
                  </span>
                ),
              },
              {
                name: words.nextRun,
                cell: ({ nextMillis }) => (nextMillis === null ? words.off : dates.minute(nextMillis)),
              },
            ]}
            actions={(row) => <Switch row={row} />}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Switch({ row }: { readonly row: Schedule }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const change = (): void =>
    act(async () => {
      await switchSchedule(exchange, row);
      return words.scheduleChanged;
    });
  const run = (): void =>
    act(async () => {
      await runTask(exchange, row.kind);
      return words.taskOrdered;
    });
  return (
    <>
      <button type="button" className="small-button" disabled={busy} onClick={run}>
        {words.runNow}
      </button>
      <button type="button" className="small-button" disabled={busy} onClick={change}>
        {row.enabled ? words.switchOff : words.switchOn}
      </button>
    </>
  );
}

function Workers() {
  const words = useAdminWords();
  return (
    <Card title={words.workers}>
      <Loaded query={useTaskWorkers()}>
        {(rows) => (
          <Records
            label={words.workers}
            rows={rows}
            keyOf={({ name }) => name}
            nothing={words.noTasks}
            columns={[
              { name: words.process, cell: ({ name }) => <bdi>{name}</bdi> },
              {
                name: words.state,
                cell: ({ here }) => (
                  <i className={`tag ${here ? 'tag-good' : 'tag-bad'}`}>{here ? words.here : words.gone}</i>
                ),
              },
              { name: words.busyOf, cell: ({ busy, threads }) => <bdi>{`${String(busy)} / ${String(threads)}`}</bdi> },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

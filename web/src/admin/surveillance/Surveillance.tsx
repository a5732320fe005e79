import { useState } from 'react';
import { Field, Form } from '../../controls/Field';
import { typed } from '../../controls/submit';
import { useExchange, useSession } from '../../exchange/context';
import {
  CASE_PATTERNS,
  CASE_STATES,
  leaveOut,
  useCases,
  useJudged,
  type Case,
  type CaseFilter,
  type CasePattern,
  type CaseState,
} from '../../exchange/surveillance';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { Paged } from '../Paged';
import { useAdminWords } from '../words';
import { CasePart } from './CasePart';
import { CaseTags, focused } from './CaseTags';
import { Facts, Warning } from './Facts';

const ALL: CaseFilter = { state: null, pattern: null, account: '' };

/** Suspected market abuse: all cases, or the opened one. */
export function Surveillance() {
  const [filter, setFilter] = useState(ALL);
  const [open, setOpen] = useState<string | null>(null);
  /** Where the focus goes on in the list. */
  const [last, setLast] = useState<string | null>(null);
  if (open !== null) {
    return (
      <CasePart
        id={open}
        onBack={() => {
          setLast(open);
          setOpen(null);
        }}
      />
    );
  }
  return (
    <>
      <Cases
        filter={filter}
        last={last}
        onOpen={setOpen}
        onFilter={(requested) => {
          setLast(null);
          setFilter(requested);
        }}
      />
      <Progress />
    </>
  );
}

interface FiltersProps {
  readonly filter: CaseFilter;
  readonly onFilter: (filter: CaseFilter) => void;
}

interface CasesProps extends FiltersProps {
  /** The case that was looked into before. */
  readonly last: string | null;
  readonly onOpen: (id: string) => void;
}

function Cases({ filter, last, onFilter, onOpen }: CasesProps) {
  const words = useAdminWords();
  const list = useCases(filter);
  return (
    <Card title={words.surveillance} notice={words.surveillanceNotice}>
      <Filters filter={filter} onFilter={onFilter} />
      <Paged list={list}>{(rows) => <List rows={rows} last={last} onOpen={onOpen} />}</Paged>
    </Card>
  );
}

function Filters({ filter, onFilter }: FiltersProps) {
  const words = useAdminWords();
  return (
    <Form className="filters" onSend={(form) => onFilter({ ...filter, account: typed(form, 'account') })}>
      <Choice<CaseState>
        name="state"
        label={words.state}
        values={CASE_STATES}
        names={words.caseStates}
        chosen={filter.state}
        none={words.all}
        onChoose={(state) => onFilter({ ...filter, state })}
      />
      <Choice<CasePattern>
        name="pattern"
        label={words.pattern}
        values={CASE_PATTERNS}
        names={words.casePatterns}
        chosen={filter.pattern}
        none={words.all}
        onChoose={(pattern) => onFilter({ ...filter, pattern })}
      />
      <Field name="account" type="number" label={words.exchangeAccount} optional initial={filter.account} />
      <button type="submit" className="secondary">
        {words.search}
      </button>
    </Form>
  );
}

interface ListProps {
  readonly rows: readonly Case[];
  readonly last: string | null;
  readonly onOpen: (id: string) => void;
}

function List({ rows, last, onOpen }: ListProps) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Records
      label={words.surveillance}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noCases}
      columns={[
        { name: words.number, number: true, cell: ({ id }) => id },
        { name: words.score, number: true, cell: ({ score }) => score },
        { name: words.market, cell: ({ market }) => <bdi>{market.replace('-', '/')}</bdi> },
        { name: words.pattern, cell: ({ pattern }) => words.casePatterns[pattern] },
        { name: words.exchangeAccount, cell: ({ accounts }) => <bdi>{accounts.join(', ')}</bdi> },
        { name: words.caseOpened, cell: ({ openedMillis }) => dates.minute(openedMillis) },
        { name: words.state, cell: (row) => <CaseTags of={row} /> },
        {
          name: words.assignee,
          cell: ({ assignee }) => (assignee === null ? '—' : words.userNumber(assignee)),
        },
      ]}
      actions={({ id }) => (
        <button
          type="button"
          className="small-button"
          ref={id === last ? focused : undefined}
          onClick={() => onOpen(id)}
        >
          {words.lookInto}
        </button>
      )}
    />
  );
}

/** How far the log is judged, and why not further. */
function Progress() {
  const words = useAdminWords();
  const dates = useDates();
  const at = (millis: number | null): string => (millis === null ? '—' : dates.minute(millis));
  return (
    <Card title={words.progress}>
      <Loaded query={useJudged()}>
        {({ event, eventMillis, lookedMillis, trouble, leftOut }) => (
          <>
            {trouble !== '' && (
              <>
                <Warning role="alert" title={words.stepStates.stopped}>
                  <bdi>{trouble}</bdi>
                </Warning>
                <LeaveOut />
              </>
            )}
            <Facts
              of={[
                [words.eventNumber, <bdi>{event}</bdi>],
                [words.when, at(eventMillis)],
                [words.lookedAt, at(lookedMillis)],
                leftOut === 0 ? null : [words.eventsLeftOut, <bdi>{leftOut}</bdi>],
              ]}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

/** For who may decide: what is lost is lost, and judging goes on. */
function LeaveOut() {
  const words = useAdminWords();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  if (session.kind !== 'in' || !session.user.permissions.includes('users_manage')) {
    return null;
  }
  const onSure = (): void =>
    act(async () => {
      await leaveOut(exchange);
      return words.saved;
    });
  return (
    <SureButton sure={words.leaveOutSure} busy={busy} onSure={onSure}>
      {words.leaveOut}
    </SureButton>
  );
}

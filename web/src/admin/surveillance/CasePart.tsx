import { useRef } from 'react';
import { useAccountWords } from '../../account/words';
import { useKeptFocus } from '../../controls/kept-focus';
import { useSession } from '../../exchange/context';
import {
  useCase,
  type Case,
  type CaseNote,
  type CaseProposal,
  type CaseRestriction,
  type WholeCase,
} from '../../exchange/surveillance';
import { CopyButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useAdminWords, type AdminWords } from '../words';
import { AddNote, Decide, Steer } from './CaseForms';
import { CaseTags, focused, isClosed, leftOf } from './CaseTags';
import { Facts, Warning } from './Facts';

interface CasePartProps {
  readonly id: string;
  readonly onBack: () => void;
}

/** One case: what shows it, what people did, and what is left to do. */
export function CasePart({ id, onBack }: CasePartProps) {
  const words = useAdminWords();
  const session = useSession();
  const area = useRef<HTMLDivElement>(null);
  useKeptFocus(area);
  const query = useCase(id);
  const user = session.kind === 'in' ? session.user : null;
  const decider = user?.permissions.includes('users_manage') === true ? user.id : null;
  return (
    <div className="pages-body" ref={area} tabIndex={-1}>
      <Card
        title={words.caseNumber(id)}
        action={
          <button type="button" className="secondary" ref={focused} onClick={onBack}>
            {words.allCases}
          </button>
        }
      >
        <Loaded query={query}>{({ summary }) => <Summary of={summary} />}</Loaded>
      </Card>
      {query.data !== undefined && <Rest of={query.data} decider={decider} />}
    </div>
  );
}

interface RestProps {
  readonly of: WholeCase;
  /** The number of the caller; null: they only look. */
  readonly decider: string | null;
}

function Rest({ of, decider }: RestProps) {
  const words = useAdminWords();
  const { summary } = of;
  const { proposal } = summary;
  return (
    <>
      {proposal !== null && (
        <Card title={words.caseEnd}>
          <Proposed of={summary} how={proposal} />
          {decider !== null && !isClosed(summary) && <Decide of={summary} isOwn={proposal.by === decider} />}
        </Card>
      )}
      <Reasons of={summary} />
      <Shown of={of} />
      <Notes of={of} mayAdd={decider !== null} />
      {decider !== null && !isClosed(summary) && <Steer of={summary} decider={decider} />}
    </>
  );
}

function Summary({ of }: { readonly of: Case }) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Facts
      of={[
        [words.state, <CaseTags of={of} />],
        [words.pattern, words.casePatterns[of.pattern]],
        [words.market, <bdi>{of.market.replace('-', '/')}</bdi>],
        [words.exchangeAccount, <bdi>{of.accounts.join(', ')}</bdi>],
        [words.score, of.score],
        [words.start, dates.second(of.beganMillis)],
        [words.end, dates.second(of.endedMillis)],
        [words.events, <bdi dir="ltr">{`${of.events} (${of.firstEvent}–${of.lastEvent})`}</bdi>],
        [words.caseOpened, dates.minute(of.openedMillis)],
        [words.assignee, of.assignee === null ? '—' : words.userNumber(of.assignee)],
      ]}
    />
  );
}

interface ProposedProps {
  readonly of: Case;
  readonly how: CaseProposal;
}

/** How it is to end, or ended. */
function Proposed({ of, how }: ProposedProps) {
  const words = useAdminWords();
  const dates = useDates();
  const left = leftOf(of);
  return (
    <>
      <Facts
        of={[
          [words.state, words.caseStates[how.decision]],
          [words.reason, <bdi>{how.reason}</bdi>],
          [words.proposedBy, words.setBy(words.userNumber(how.by), dates.minute(how.atMillis))],
          of.decidedBy === null || of.closedMillis === null
            ? null
            : [words.decidedBy, words.setBy(words.userNumber(of.decidedBy), dates.minute(of.closedMillis))],
          [words.restriction, how.restriction === null ? '—' : <Restriction of={of} restriction={how.restriction} />],
        ]}
      />
      {of.closedMillis === null && of.events > how.events && (
        <Warning role="note" title={words.newEvidence}>
          {words.addedSince(of.events - how.events)}
        </Warning>
      )}
      {left !== null && (
        <Warning role="note" title={words.restrictionStates[left]}>
          {words.restrictionStateMeanings[left]} <bdi>{of.restrictionNote}</bdi>
        </Warning>
      )}
    </>
  );
}

interface RestrictionProps {
  readonly of: Case;
  readonly restriction: CaseRestriction;
}

/** The restricted user, the restriction and its end. */
function Restriction({ of, restriction: { kind, account, endsMillis } }: RestrictionProps) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <>
      <i className="tag tag-bad">{words.restrictionKinds[kind]}</i>
      <bdi>{`${words.exchangeAccount} ${account}`}</bdi>
      <span>{endsMillis === null ? words.untilEnded : `${words.restrictEnds} ${dates.minute(endsMillis)}`}</span>
      {of.restrictionState === 'done' && <i className="tag tag-good">{words.restrictionStates.done}</i>}
    </>
  );
}

function Reasons({ of }: { readonly of: Case }) {
  const words = useAdminWords();
  // A pattern of a newer exchange has its name on the wire.
  const names: Readonly<Record<string, string>> = words.reasonNames;
  return (
    <Card title={words.reasons}>
      <Records
        label={words.reasons}
        rows={of.reasons}
        keyOf={({ name }) => name}
        nothing={words.noTasks}
        columns={[
          { name: words.reason, cell: ({ name }) => names[name] ?? name },
          { name: words.score, number: true, cell: ({ points }) => points },
          { name: words.computedFrom, cell: ({ told }) => <bdi>{told}</bdi> },
        ]}
      />
    </Card>
  );
}

function Shown({ of: { evidence, replay } }: { readonly of: WholeCase }) {
  const words = useAdminWords();
  const { copy, copied } = useAccountWords();
  const dates = useDates();
  return (
    <Card title={words.evidence}>
      <Records
        label={words.evidence}
        rows={evidence}
        keyOf={({ sequence, account, order, shows }) => [sequence, account, order, shows].join()}
        nothing={words.noTasks}
        columns={[
          { name: words.eventNumber, number: true, cell: ({ sequence }) => sequence },
          { name: words.when, cell: ({ atMillis }) => dates.second(atMillis) },
          { name: words.exchangeAccount, number: true, cell: ({ account }) => account },
          { name: words.order, number: true, cell: ({ order }) => <bdi>{order}</bdi> },
          { name: words.shows, cell: ({ shows }) => <bdi>{shows}</bdi> },
        ]}
      />
      {replay !== null && (
        <div className="once">
          <div className="once-line">
            <span className="quiet">{words.replay}</span>
            <CopyButton text={replay} label={copy} copied={copied} />
          </div>
          <code>{replay}</code>
        </div>
      )}
    </Card>
  );
}

interface NotesProps {
  readonly of: WholeCase;
  readonly mayAdd: boolean;
}

function Notes({ of: { summary, notes }, mayAdd }: NotesProps) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.caseNotes}>
      <Records
        label={words.caseNotes}
        rows={notes}
        keyOf={({ id }) => id}
        nothing={words.noTasks}
        columns={[
          { name: words.when, cell: ({ atMillis }) => dates.second(atMillis) },
          {
            name: words.actor,
            cell: ({ author }) => (author === null ? words.exchangeItself : words.userNumber(author)),
          },
          { name: words.action, cell: ({ action }) => words.caseActions[action] },
          { name: words.note, cell: (note) => <bdi>{noteText(note, words)}</bdi> },
        ]}
      />
      {mayAdd && <AddNote id={summary.id} />}
    </Card>
  );
}

/** The exchange's note of an action, in the page's words; people's notes stay as they are. */
function noteText({ action, text }: CaseNote, words: AdminWords): string {
  if (action === 'note' || action === 'escalated' || action === 'refused') {
    return text;
  }
  const names: Readonly<Record<string, string>> = { ...words.caseStates, ...words.restrictionKinds };
  return text
    .replace(/^to user (\d+)$/, (_, user: string) => words.userNumber(user))
    .replace(/^\w+(?=: |$)/, (word) => names[word] ?? word);
}

import { useState } from 'react';
import { Field, Form, FormFault } from '../controls/Field';
import { typed, useSubmission } from '../controls/submit';
import type { KnownUser } from '../exchange/administration';
import { useExchange } from '../exchange/context';
import {
  lift,
  restrict,
  RESTRICTION_KINDS,
  useRestrictions,
  type Restriction,
  type RestrictionKind,
} from '../exchange/restrictions';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates, type Dates } from '../pages/dates';
import { Records } from '../pages/Records';
import { Paged } from './Paged';
import { EndsField, endsIn, KindChoice } from './RestrictionFields';
import { useDone } from './UserForms';
import { useAdminWords, type AdminWords } from './words';

interface RestrictionsProps {
  readonly user: KnownUser;
  /** True if the caller may set and end them. */
  readonly changes: boolean;
}

/** A user's present and former restrictions. */
export function Restrictions({ user, changes }: RestrictionsProps) {
  const words = useAdminWords();
  return (
    <Paged list={useRestrictions(user.id)}>
      {(rows) => {
        const held = rows.filter(({ endedMillis }) => endedMillis === null);
        const ended = rows.filter(({ endedMillis }) => endedMillis !== null);
        return (
          <>
            <h3>{words.inForce}</h3>
            <List label={words.inForce} user={user} rows={held} changes={changes} />
            {changes && <Restrict user={user} held={held.map(({ kind }) => kind)} />}
            {ended.length > 0 && (
              <>
                <hr className="rule" />
                <h3>{words.endedOnes}</h3>
                <List label={words.endedOnes} user={user} rows={ended} changes={false} />
              </>
            )}
          </>
        );
      }}
    </Paged>
  );
}

interface ListProps extends RestrictionsProps {
  readonly label: string;
  readonly rows: readonly Restriction[];
}

function List({ label, user, rows, changes }: ListProps) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Records
      label={label}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.notRestricted}
      columns={[
        {
          name: words.restriction,
          cell: ({ kind, endedMillis, carriedOut }) => (
            <span className="tags">
              <i className={`tag ${endedMillis === null ? 'tag-bad' : 'tag-plain'}`}>{words.restrictionKinds[kind]}</i>
              {!carriedOut && <i className="tag tag-warn">{words.carryingOut}</i>}
            </span>
          ),
        },
        {
          name: words.reason,
          cell: ({ reason, setBy, setMillis }) => (
            <span>
              <bdi>{reason}</bdi>
              <small>{words.setBy(words.userNumber(setBy), dates.minute(setMillis))}</small>
            </span>
          ),
        },
        { name: words.restrictionEnds, cell: (row) => endOf(row, words, dates) },
      ]}
      {...(changes ? { actions: ({ id }: Restriction) => <Lift user={user} id={id} /> } : {})}
    />
  );
}

/** When it ended, and by whom; of one in force, when it will. */
function endOf({ endsMillis, endedMillis, endedBy }: Restriction, words: AdminWords, dates: Dates): string {
  if (endedMillis === null) {
    return endsMillis === null ? words.untilEnded : dates.minute(endsMillis);
  }
  const when = dates.minute(endedMillis);
  return endedBy === null ? words.timeOver(when) : words.endedBy(words.userNumber(endedBy), when);
}

function Lift({ user, id }: { readonly user: KnownUser; readonly id: string }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const onSure = (): void =>
    act(async () => {
      await lift(exchange, user.id, id);
      return words.restrictionLifted;
    });
  return (
    <SureButton sure={words.liftRestrictionSure} busy={busy} onSure={onSure}>
      {words.liftRestriction}
    </SureButton>
  );
}

interface RestrictProps {
  readonly user: KnownUser;
  /** A user is restricted once to each of them. */
  readonly held: readonly RestrictionKind[];
}

function Restrict({ user, held }: RestrictProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const done = useDone(() => undefined);
  const [requested, setRequested] = useState<RestrictionKind | null>(null);
  const { busy, faults, submit } = useSubmission({
    fields: ['kind', 'reason', 'ends_at'],
    rules: { ends_at: words.restrictEndsRule },
    codes: { already_decided: 'kind' },
    sayings: { already_decided: words.restrictedSo },
  });
  const left = RESTRICTION_KINDS.filter((kind) => !held.includes(kind));
  const chosen = left.find((kind) => kind === requested) ?? left[0];
  if (chosen === undefined) {
    return null;
  }
  const send = (form: FormData, empty: () => void): void =>
    submit(async () => {
      await restrict(exchange, user.id, { kind: chosen, reason: typed(form, 'reason'), endsAt: endsIn(form) });
      empty();
      await done(words.restricted(words.restrictionKinds[chosen]));
    });
  return (
    <>
      <hr className="rule" />
      <Form onSend={send}>
        <h3>{words.restrictTitle}</h3>
        <KindChoice kinds={left} kind={chosen} faults={faults} onKind={setRequested} />
        <Field name="reason" label={words.reason} hint={words.restrictReasonHint} most={500} faults={faults} />
        <EndsField faults={faults} />
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.restrict}
        </button>
      </Form>
    </>
  );
}

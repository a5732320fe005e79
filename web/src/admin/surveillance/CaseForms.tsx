import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Blame } from '../../controls/faults';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useExchange } from '../../exchange/context';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate } from '../../exchange/queries';
import {
  CASE_RESTRICTION_KINDS,
  type CaseRestrictionKind,
  addNote,
  approve,
  assign,
  CASE_DECISIONS,
  escalate,
  propose,
  refuse,
  type Case,
  type CaseDecision,
} from '../../exchange/surveillance';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { Card } from '../../pages/Pages';
import { Choice } from '../Choice';
import { EndsField, endsIn, KindChoice } from '../RestrictionFields';
import { useAdminWords } from '../words';

const REASON_MOST = 400;
const NOTE_MOST = 2_000;

/**
 * A form about a case: shows the result, and reads again. If another person was faster, the form is of a case that is
 * over: the page says so and shows the present state.
 */
function useCaseAction(blame: Blame) {
  const notifier = useNotifier();
  const queries = useQueryClient();
  const { busy, faults, submit } = useSubmission(blame);
  const send = (work: () => Promise<string>): void =>
    submit(async () => {
      try {
        notifier.notify(await work());
      } catch (thrown) {
        if (!['already_decided', 'version_changed'].includes(problemOf(thrown).code)) {
          throw thrown;
        }
        notifier.notifyProblem(thrown);
      }
      await refreshPrivate(queries);
    });
  return { busy, faults, send };
}

interface SayProps {
  readonly name: 'text' | 'reason';
  readonly label: string;
  /** Text of the button. */
  readonly action: string;
  readonly onEntered: (text: string) => Promise<void>;
}

/** One thing to write: a note of many lines, or a reason. */
function Say({ name, label, action, onEntered }: SayProps) {
  const words = useAdminWords();
  const { busy, faults, send } = useCaseAction({ fields: [name] });
  const size = name === 'text' ? { lines: 3, most: NOTE_MOST } : { most: REASON_MOST };
  const onSend = (form: FormData, empty: () => void): void =>
    send(async () => {
      await onEntered(typed(form, name));
      empty();
      return words.saved;
    });
  return (
    <Form onSend={onSend}>
      <Field name={name} label={label} prose faults={faults} {...size} />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {action}
      </button>
    </Form>
  );
}

export function AddNote({ id }: { readonly id: string }) {
  const words = useAdminWords();
  const exchange = useExchange();
  return <Say name="text" label={words.note} action={words.save} onEntered={(text) => addNote(exchange, id, text)} />;
}

interface DecideProps {
  readonly of: Case;
  /** True if the caller proposed it: then a second person has to approve it. */
  readonly isOwn: boolean;
}

/** Approves another person's proposal, or has it go on. */
export function Decide({ of: { id, events }, isOwn }: DecideProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const onSure = (): void =>
    act(async () => {
      await approve(exchange, id, events);
      return words.roleApproved;
    });
  return (
    <>
      <hr className="rule" />
      {isOwn ? (
        <p>{words.yoursToWait}</p>
      ) : (
        <SureButton className="primary" sure={words.approveSure} busy={busy} onSure={onSure}>
          {words.approve}
        </SureButton>
      )}
      <Say
        name="reason"
        label={words.reason}
        action={isOwn ? words.takeBack : words.refuse}
        onEntered={(reason) => refuse(exchange, id, reason)}
      />
    </>
  );
}

interface SteerProps {
  readonly of: Case;
  /** The number of the caller. */
  readonly decider: string;
}

/** Remaining actions on a case that has not ended. */
export function Steer({ of, decider }: SteerProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  return (
    <Card title={words.caseSteps}>
      <Assign of={of} decider={decider} />
      {of.state !== 'escalated' && (
        <>
          <hr className="rule" />
          <Say
            name="reason"
            label={words.escalateWhy}
            action={words.escalate}
            onEntered={(reason) => escalate(exchange, of.id, reason)}
          />
        </>
      )}
      {of.proposal === null && (
        <>
          <hr className="rule" />
          <Propose of={of} />
        </>
      )}
    </Card>
  );
}

function Assign({ of: { id, assignee }, decider }: SteerProps) {
  const words = useAdminWords();
  const exchange = useExchange();
  const { busy, faults, send } = useCaseAction({ fields: ['user'], rules: { user: words.assigneeRule } });
  const to = (user: string, empty: () => void): void =>
    send(async () => {
      await assign(exchange, id, user);
      empty();
      return words.saved;
    });
  return (
    <Form onSend={(form, empty) => to(typed(form, 'user'), empty)}>
      <Field name="user" label={words.user} hint={words.actorHint} inputMode="numeric" most={18} faults={faults} />
      <FormFault faults={faults} />
      <div className="tags">
        <button type="submit" className="secondary" aria-disabled={busy}>
          {words.assign}
        </button>
        {assignee !== decider && (
          <button type="button" className="secondary" aria-disabled={busy} onClick={() => to(decider, () => undefined)}>
            {words.assignToMe}
          </button>
        )}
      </div>
    </Form>
  );
}

function Propose({ of: { id, accounts, events } }: { readonly of: Case }) {
  const words = useAdminWords();
  const exchange = useExchange();
  const [decision, setDecision] = useState<CaseDecision>('dismissed');
  const [account, setAccount] = useState<string | null>(null);
  const [kind, setKind] = useState<CaseRestrictionKind>('no_withdrawals');
  const { busy, faults, send } = useCaseAction({
    fields: ['decision', 'reason', 'restriction.account', 'restriction.kind', 'restriction.ends_at'],
    rules: { 'restriction.account': words.accountRule, 'restriction.ends_at': words.restrictEndsRule },
  });
  const onSend = (form: FormData): void =>
    send(async () => {
      const endsAt = endsIn(form, 'restriction.');
      const restriction = decision === 'confirmed' && account !== null ? { account, kind, endsAt } : null;
      await propose(exchange, id, { decision, reason: typed(form, 'reason'), events, restriction });
      return words.requested;
    });
  return (
    <Form onSend={onSend}>
      <Choice<CaseDecision>
        name="decision"
        label={words.caseEnd}
        values={CASE_DECISIONS}
        names={words.caseStates}
        chosen={decision}
        fault={faults.fields['decision']}
        onChoose={(chosen) => setDecision(chosen ?? decision)}
      />
      <Field name="reason" label={words.reason} most={REASON_MOST} faults={faults} />
      {decision === 'confirmed' && (
        <Choice<string>
          name="restriction.account"
          label={words.restrictOwner}
          values={accounts}
          names={Object.fromEntries(accounts.map((each) => [each, each]))}
          none={words.no}
          chosen={account}
          fault={faults.fields['restriction.account']}
          onChoose={setAccount}
        />
      )}
      {decision === 'confirmed' && account !== null && (
        <>
          <KindChoice
            prefix="restriction."
            kinds={CASE_RESTRICTION_KINDS}
            kind={kind}
            faults={faults}
            onKind={(chosen) => setKind(chosen ?? kind)}
          />
          <EndsField prefix="restriction." faults={faults} />
        </>
      )}
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.propose}
      </button>
    </Form>
  );
}

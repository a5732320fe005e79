import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactNode } from 'react';
import { Choice } from '../../admin/Choice';
import { Dialog } from '../../controls/dialog';
import { Field, Form, FormFault } from '../../controls/Field';
import type { Faults } from '../../controls/faults';
import { CodeField, useSecondFactor } from '../../controls/second-factor';
import { useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useP2p, type Trade } from '../../exchange/p2p';
import { problemOf } from '../../exchange/problem';
import { refreshPrivate } from '../../exchange/queries';
import { Sum } from '../Sum';
import { useP2pWords } from '../words';
import { act, reasonsOf, type Action } from './act';
import { useRoomWords } from './words';

/** Refusals after which there is nothing to act on: the trade is another one by now. */
const MOVED_ON: readonly string[] = ['version_changed', 'trade_state', 'not_found'];

const STATEMENT_MOST = 2_000;

interface ActionDialogProps {
  readonly action: Action;
  /** As its reader saw it. */
  readonly seen: Trade;
  readonly onClose: () => void;
}

/** Confirmation of an action, with what it needs. */
export function ActionDialog({ action, seen, onClose }: ActionDialogProps) {
  const words = useRoomWords();
  const p2p = useP2p();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const factor = useSecondFactor();
  const { busy, faults, submit } = useSubmission({
    fields: ['code', 'reason', 'statement', 'buyer_quantity', 'payer_name'],
    codes: { invalid_code: 'code' },
  });
  const send = (form: FormData): void =>
    submit(() =>
      factor.orAsk(async () => {
        try {
          await act(p2p, action, seen, form);
        } catch (thrown) {
          if (!MOVED_ON.includes(problemOf(thrown).code)) {
            throw thrown;
          }
          notifier.notify(words.movedOn);
        }
        await refreshPrivate(queries);
        onClose();
      }),
    );
  return (
    <Dialog title={words.actions[action]} sheet onClose={onClose}>
      <Form onSend={send}>
        <Body action={action} seen={seen} faults={faults} />
        {factor.codeRequired && <CodeField hint={words.release.codeHint} faults={faults} />}
        <FormFault faults={faults} />
        <button type="submit" className="primary" aria-disabled={busy}>
          {words.actions[action]}
        </button>
      </Form>
    </Dialog>
  );
}

interface BodyProps {
  readonly action: Action;
  readonly seen: Trade;
  readonly faults: Faults;
}

function Body({ action, seen, faults }: BodyProps) {
  const words = useRoomWords();
  switch (action) {
    case 'pay':
      return (
        <>
          <Facts seen={seen} />
          <Note text={words.pay.notice} />
          <Field name="payer_name" label={words.pay.payer} most={200} optional faults={faults} />
          <Knows text={words.pay.sure} />
        </>
      );
    case 'release':
      return (
        <>
          <Facts seen={seen} gets={seen.quantity} fee={seen.fee} />
          {(seen.state === 'awaiting_payment' || seen.state === 'expired') && <Note text={words.release.early} warns />}
          <Note text={words.release.notice} warns />
          <Knows text={words.release.sure} />
        </>
      );
    case 'cancel':
      return (
        <>
          <Note text={words.cancel.notice} />
          <Knows text={words.cancel.sure} />
        </>
      );
    case 'dispute':
      return (
        <>
          <Note text={words.dispute.notice} />
          <Choice<string>
            name="reason"
            label={words.dispute.reason}
            values={reasonsOf(seen)}
            names={words.reasons}
            chosen={reasonsOf(seen)[0] ?? null}
            fault={faults.fields['reason']}
          />
          <Statement faults={faults} hint={words.dispute.later} optional />
        </>
      );
    case 'statement':
      return <Statement faults={faults} hint={words.statement.notice} />;
    case 'appeal':
      return <Statement faults={faults} hint={words.appeal.notice} />;
    case 'accept':
      return <Note text={words.accept.notice} warns />;
    case 'offer_part':
      return (
        <>
          <Facts seen={seen} />
          <Field
            name="buyer_quantity"
            label={words.part.quantity(seen.asset)}
            most={40}
            hint={words.part.notice}
            faults={faults}
          />
        </>
      );
    case 'agree_part':
      return (
        <>
          <Facts seen={seen} {...(seen.part === null ? {} : { gets: seen.part.buyer_quantity })} />
          <Note text={words.part.agreeNotice} warns />
        </>
      );
    case 'decline_part':
      return <Note text={words.part.notice} />;
    case 'reopen':
      return <Note text={words.reopen.notice} />;
    case 'agree_reopen':
      return <Note text={words.reopen.agreeNotice} />;
    case 'decline_reopen':
      return <Note text={words.reopen.declineNotice} />;
  }
}

interface FactsProps {
  readonly seen: Trade;
  /** Quantity that the buyer gets, where coins move. */
  readonly gets?: string;
  readonly fee?: string;
}

/** Sums that the action is about. */
function Facts({ seen, gets, fee }: FactsProps) {
  const words = useRoomWords();
  const p2pWords = useP2pWords();
  const line = (name: string, sum: ReactNode): ReactNode => (
    <>
      <dt>{name}</dt>
      <dd>{sum}</dd>
    </>
  );
  return (
    <dl className="facts">
      {line(p2pWords.payment, <Sum of={seen.payment} code={seen.currency} />)}
      {gets !== undefined && line(words.release.buyerGets, <Sum of={gets} code={seen.asset} />)}
      {fee !== undefined && line(words.release.feeOfYours, <Sum of={fee} code={seen.asset} />)}
    </dl>
  );
}

function Note({ text, warns = false }: { readonly text: string; readonly warns?: boolean }) {
  return warns ? (
    <p className="wallet-warning" role="note">
      {text}
    </p>
  ) : (
    <p className="quiet">{text}</p>
  );
}

interface StatementProps {
  readonly faults: Faults;
  readonly hint: string;
  readonly optional?: boolean;
}

function Statement({ faults, hint, optional = false }: StatementProps) {
  const words = useRoomWords();
  return (
    <Field
      name="statement"
      label={words.dispute.statement}
      lines={5}
      prose
      most={STATEMENT_MOST}
      hint={hint}
      optional={optional}
      faults={faults}
    />
  );
}

/** A box that must be checked before money moves. */
function Knows({ text }: { readonly text: string }) {
  const id = useId();
  return (
    <p className="p2p-knows">
      <input id={id} type="checkbox" name="knows" required /> <label htmlFor={id}>{text}</label>
    </p>
  );
}

import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import type { Trade } from '../../exchange/p2p';
import { useP2pCases, type Decision } from '../../exchange/p2p-cases';
import { useChat } from '../../exchange/p2p-chat';
import { refreshPrivate } from '../../exchange/queries';
import { plainly } from '../../money/numerals';
import { Settlement } from '../../p2p/room/Settlement';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Choice } from '../Choice';
import { useIsMine, useMayDecide } from './Disputes';
import { useCaseWords } from './words';

const DECISIONS = ['release', 'return', 'split'] as const;
const NOTE_MOST = 1_000;

/** The decision of a moderator, or the answer of a second one to it. */
export function Decide({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const dates = useDates();
  const isMine = useIsMine();
  const mayDecide = useMayDecide();
  if (!mayDecide) {
    return null;
  }
  if (trade.may_now.includes('approve')) {
    return <Approve trade={trade} />;
  }
  if (!isMine(trade) || !['decide', 'propose'].some((message) => trade.may_now.includes(message))) {
    return null;
  }
  const { statements_until: until, stated } = trade;
  return (
    <Card title={words.decide} notice={words.decideNotice}>
      {until !== null && stated.length < 2 && (
        <p className="wallet-warning" role="note">
          {words.waitForStatements(dates.minute(Date.parse(until)))}
        </p>
      )}
      <DecisionForm trade={trade} />
    </Card>
  );
}

function DecisionForm({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const cases = useP2pCases();
  const queries = useQueryClient();
  const notifier = useNotifier();
  const [decision, setDecision] = useState<Decision>('release');
  const { busy, faults, submit } = useSubmission({ fields: ['decision', 'buyer_quantity', 'note'] });
  const send = (form: FormData): void =>
    submit(async () => {
      const quantity = decision === 'split' ? plainly(typed(form, 'buyer_quantity')) : null;
      await cases.decide(trade, decision, quantity, typed(form, 'note'));
      notifier.notify(words.decided);
      await refreshPrivate(queries);
    });
  return (
    <Form onSend={send}>
      <Choice<Decision>
        name="decision"
        label={words.decision}
        values={DECISIONS}
        names={words.decisions}
        chosen={decision}
        fault={faults.fields['decision']}
        onChoose={(each) => setDecision(each ?? 'release')}
      />
      {decision === 'split' && (
        <Field name="buyer_quantity" label={words.buyerPart(trade.asset)} most={40} faults={faults} />
      )}
      <Field name="note" label={words.note} lines={4} prose most={NOTE_MOST} faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.decide}
      </button>
      <FormFault faults={faults} />
    </Form>
  );
}

function Approve({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const cases = useP2pCases();
  const queries = useQueryClient();
  const notifier = useNotifier();
  // Which of the two buttons sends: known before the form is read.
  const approves = useRef(true);
  const { data: chat } = useChat(trade.id, 'moderator');
  const seen = chat?.items.at(-1)?.number ?? 0;
  const { busy, faults, submit } = useSubmission({
    fields: ['note'],
    sayings: { version_changed: words.moreWasWritten },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      const isApproved = approves.current;
      try {
        await cases.approve(trade, isApproved ? seen : null, typed(form, 'note'));
      } catch (thrown) {
        // Added messages are read first; they stand in the chat above then.
        await refreshPrivate(queries);
        throw thrown;
      }
      notifier.notify(isApproved ? words.approved : words.rejected);
      await refreshPrivate(queries);
    });
  return (
    <Card title={words.proposal} notice={words.byAnother}>
      <Settlement trade={trade} />
      <Form onSend={send}>
        <Field name="note" label={words.note} lines={3} prose most={NOTE_MOST} faults={faults} />
        <div className="form-buttons">
          <button type="submit" className="secondary" aria-disabled={busy} onClick={() => (approves.current = false)}>
            {words.reject}
          </button>
          <button type="submit" className="primary" aria-disabled={busy} onClick={() => (approves.current = true)}>
            {words.approve}
          </button>
        </div>
        <FormFault faults={faults} />
      </Form>
    </Card>
  );
}

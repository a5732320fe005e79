import { useRef, useState } from 'react';
import { adminHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { Field, Form, FormFault } from '../../controls/Field';
import { typed, useSubmission } from '../../controls/submit';
import { useNotifier } from '../../controls/toasts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useP2pKey, type Trade, type TradeDetails } from '../../exchange/p2p';
import { useChats, type Evidence } from '../../exchange/p2p-chat';
import { useDispute, useP2pCases, type Decision } from '../../exchange/p2p-cases';
import { refreshPrivate } from '../../exchange/queries';
import { numeral, plainly } from '../../money/numerals';
import { useMethodName } from '../../p2p/methods';
import { ChatPart } from '../../p2p/room/Chat';
import { History } from '../../p2p/room/History';
import { Settlement } from '../../p2p/room/Settlement';
import { Statements } from '../../p2p/room/Statements';
import { useRoomWords } from '../../p2p/room/words';
import { Sum, sumText } from '../../p2p/Sum';
import { StateTag } from '../../p2p/trades/Trades';
import { useP2pWords } from '../../p2p/words';
import { useAct } from '../../pages/act';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Asked, Records } from '../../pages/Records';
import { Choice } from '../Choice';
import { Handled, useIsMine } from './Disputes';
import { useCaseWords } from './words';

/** One dispute: escrow, statements, chat and evidence, and the decision. */
export function CaseView({ id }: { readonly id: string }) {
  const words = useCaseWords();
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={adminHref('p2p')}>
          {words.back}
        </a>
      </p>
      <Asked query={useDispute(id)}>{(details) => <Shown details={details} />}</Asked>
    </>
  );
}

function Shown({ details }: { readonly details: TradeDetails }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const roomWords = useRoomWords();
  const nameOf = useMethodName();
  const isMine = useIsMine();
  const { trade, history } = details;
  const { asset } = trade;
  const title = words.title(sumText(trade.quantity, asset), sumText(trade.payment, trade.currency));
  return (
    <div className="p2p-room">
      <div className="p2p-room-main">
        <Card title={title} action={<StateTag of={trade} />}>
          <dl className="facts">
            <dt>{roomWords.reasonOfDispute}</dt>
            <dd>{roomWords.reasons[trade.reason] ?? trade.reason}</dd>
            <dt>{words.held}</dt>
            <dd>
              <Sum of={trade.quantity} code={asset} />
            </dd>
            <dt>{words.heldFee}</dt>
            <dd>
              <Sum of={trade.fee} code={asset} />
            </dd>
            <dt>{p2pWords.price}</dt>
            <dd>
              <Sum of={trade.price} code={trade.currency} />
            </dd>
            <dt>{p2pWords.method}</dt>
            <dd>{nameOf(trade.method)}</dd>
            <dt>{words.handledBy}</dt>
            <dd>
              <Handled trade={trade} />
            </dd>
            <dt>{roomWords.number}</dt>
            <dd>
              <code>{trade.id}</code>
            </dd>
          </dl>
          {trade.part !== null && (
            <p className="p2p-offered">
              {words.partBy[trade.part.by](sumText(trade.part.buyer_quantity, trade.asset))}
            </p>
          )}
          <Claim trade={trade} />
        </Card>
        {isMine(trade) && (
          <>
            <ChatPart trade={trade} reader="moderator" />
            <EvidencePart id={trade.id} />
          </>
        )}
        {/* A case in another state or other hands has another form. */}
        <AsRead key={`${trade.state} ${trade.handled_by}`} value={trade}>
          {(read) => <Decide trade={read} />}
        </AsRead>
      </div>
      <div className="p2p-room-more">
        <Statements details={details} />
        <History trade={trade} history={history} />
      </div>
    </div>
  );
}

function Claim({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const cases = useP2pCases();
  const isMine = useIsMine();
  const { busy, act } = useAct();
  if (!trade.may_now.includes('claim') || isMine(trade)) {
    return null;
  }
  const claim = (): void => act(() => cases.claim(trade).then(() => words.claimed));
  return (
    <div className="p2p-next">
      <p className="quiet">{words.claimFirst}</p>
      <button type="button" className="primary p2p-first" aria-disabled={busy} onClick={claim}>
        {trade.handled_by === null ? words.claim : words.takeOver}
      </button>
    </div>
  );
}

function EvidencePart({ id }: { readonly id: string }) {
  const words = useCaseWords();
  const chats = useChats('moderator');
  const evidence = useQuery({
    queryKey: useP2pKey('evidence', id),
    queryFn: () => chats.evidence(id),
    ...{ staleTime: Infinity, refetchOnWindowFocus: false, refetchOnReconnect: false },
  });
  return <Asked query={evidence}>{(found) => <Frozen evidence={found} title={words.evidence} />}</Asked>;
}

function Frozen({ evidence, title }: { readonly evidence: Evidence; readonly title: string }) {
  const words = useCaseWords();
  const roomWords = useRoomWords();
  const dates = useDates();
  const writers: Readonly<Record<string, string>> = roomWords.writers;
  const { frozen_at: frozenAt, sha256, items } = evidence;
  if (frozenAt === null) {
    return null;
  }
  return (
    <Card title={title} notice={words.evidenceNotice(dates.second(Date.parse(frozenAt)))}>
      <dl className="facts">
        <dt>{words.evidenceHash}</dt>
        <dd>
          <code>{sha256}</code>
        </dd>
      </dl>
      <Records
        label={title}
        rows={items}
        keyOf={({ number }) => String(number)}
        nothing={words.noEvidence}
        columns={[
          { name: roomWords.number, cell: ({ number }) => numeral(number) },
          { name: words.by, cell: ({ kind, role }) => `${words.kinds[kind]} · ${writers[role] ?? role}` },
          {
            name: words.hash,
            cell: ({ sha256: hash, file }) => (
              <span>
                <code>{hash}</code>
                {file !== null && <small>{file.name}</small>}
              </span>
            ),
          },
        ]}
      />
    </Card>
  );
}

const DECISIONS = ['release', 'return', 'split'] as const;
const NOTE_MOST = 1_000;

/** The decision of a moderator, or the answer of a second one to it. */
function Decide({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const dates = useDates();
  const isMine = useIsMine();
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
  const { busy, faults, submit } = useSubmission({ fields: ['note'] });
  const send = (form: FormData): void =>
    submit(async () => {
      const isApproved = approves.current;
      await cases.approve(trade, isApproved, typed(form, 'note'));
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

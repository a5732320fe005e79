import { adminHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { useQuery } from '@tanstack/react-query';
import { useP2pKey, type Trade, type TradeDetails } from '../../exchange/p2p';
import { useChats, type Evidence } from '../../exchange/p2p-chat';
import { useDispute, useP2pCases } from '../../exchange/p2p-cases';
import { ONCE } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { useMethodName } from '../../p2p/methods';
import { ChatPart } from '../../p2p/room/Chat';
import { History } from '../../p2p/room/History';
import { Statements } from '../../p2p/room/Statements';
import { useRoomWords } from '../../p2p/room/words';
import { Sum, sumText } from '../../p2p/Sum';
import { StateTag } from '../../p2p/trades/Trades';
import { useP2pWords } from '../../p2p/words';
import { useAct } from '../../pages/act';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Asked, Records } from '../../pages/Records';
import { Background } from './Background';
import { Decide } from './Decide';
import { Handled, useIsMine, useMayDecide } from './Disputes';
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
  const mayDecide = useMayDecide();
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
        {(isMine(trade) || (mayDecide && trade.may_now.includes('approve'))) && (
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
        <Background id={trade.id} />
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
    ...ONCE,
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

import { p2pHref, walletHref } from '../../app/place';
import { hasEnded, useTrade, type Trade, type TradeDetails } from '../../exchange/p2p';
import { readable } from '../../money/numerals';
import { CopyButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { useMethodName } from '../methods';
import { Report } from '../Report';
import { Sum, sumText } from '../Sum';
import { StateTag } from '../trades/Trades';
import { useP2pWords } from '../words';
import { Actions } from './Actions';
import { ChatPart } from './Chat';
import { Clock } from './Clock';
import { endingOf, eventText, History } from './History';
import { Settlement } from './Settlement';
import { Statements } from './Statements';
import { TradeSteps } from './TradeSteps';
import { useRoomWords } from './words';

/** One trade for its parties: what to do now, the clock, what was agreed and what happened. */
export function Room({ id }: { readonly id: string }) {
  const words = useRoomWords();
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={p2pHref('trades')}>
          {words.back}
        </a>
      </p>
      <Loaded query={useTrade(id)}>{(details) => <Shown details={details} />}</Loaded>
    </>
  );
}

function Shown({ details }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const { trade } = details;
  const title = words.titles[trade.role](sumText(trade.quantity, trade.asset));
  return (
    <div className="p2p-room">
      <div className="p2p-room-main">
        <Card title={title} action={<StateTag of={trade} />}>
          <TradeSteps trade={trade} history={details.history} />
          <Next details={details} />
        </Card>
        <ChatPart trade={trade} reader="party" />
      </div>
      <div className="p2p-room-more">
        <Statements details={details} />
        <Terms trade={trade} />
        <History trade={trade} history={details.history} />
      </div>
    </div>
  );
}

/** The next thing to do, with all that it needs. */
function Next({ details }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const { trade } = details;
  const { role, state } = trade;
  const text = words.nexts[`${role} ${state}`];
  const pays = role === 'buyer' && state === 'awaiting_payment';
  return (
    <section className="p2p-next" aria-label={words.next} aria-live="polite">
      <Clock trade={trade} />
      {text !== undefined && <p className="p2p-next-text">{text}</p>}
      <Payer trade={trade} />
      <TakenBack details={details} />
      <Case trade={trade} />
      {pays && <PayTo details={details} />}
      {hasEnded(trade) ? <Ended details={details} /> : trade.settlement !== null && <Settlement trade={trade} />}
      <Actions trade={trade} />
    </section>
  );
}

/** Payment that was taken back after the release, as a moderator recorded it. */
function TakenBack({ details: { chargeback } }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const dates = useDates();
  return chargeback === null ? null : (
    <p className="wallet-warning" role="note">
      {words.chargeback(words.chargebackReasons[chargeback.reason], dates.minute(Date.parse(chargeback.recorded_at)))}
    </p>
  );
}

/** Comparison of the payer's name with the buyer's, for the seller. */
function Payer({ trade: { role, payer_check: check, state } }: { readonly trade: Trade }) {
  const words = useRoomWords();
  if (role !== 'seller' || state !== 'paid' || check === 'none') {
    return null;
  }
  return (
    <p className={check === 'differs' ? 'wallet-warning' : 'quiet'} role="note">
      {words.payerChecks[check]}
    </p>
  );
}

const CASES: readonly Trade['state'][] = ['disputed', 'proposed', 'appealed', 'appeal_proposed'];

/** The moderator of the case, the time for statements, and the part that a side offers. */
function Case({ trade }: { readonly trade: Trade }) {
  const words = useRoomWords();
  const dates = useDates();
  const { part, statements_until: statementsUntil, reopen_until: reopenUntil } = trade;
  const isOpen = CASES.includes(trade.state);
  return (
    <>
      {isOpen && (
        <p className="quiet">
          {trade.handled_by !== null
            ? words.handledBy(trade.handled_by)
            : trade.is_claimed
              ? words.claimed
              : words.notClaimed}
        </p>
      )}
      {isOpen && statementsUntil !== null && (
        <p className="quiet">{words.statementsUntil(dates.minute(Date.parse(statementsUntil)))}</p>
      )}
      {part !== null && !hasEnded(trade) && (
        <p className="p2p-offered">
          {words.partOf[part.by === trade.role ? 'you' : 'other'](sumText(part.buyer_quantity, trade.asset))}
        </p>
      )}
      {trade.role === 'buyer' && trade.may_now.includes('reopen') && reopenUntil !== null && (
        <p className="quiet">{words.reopenUntil(dates.minute(Date.parse(reopenUntil)))}</p>
      )}
    </>
  );
}

/** Sum and account of the payment, to be copied. */
function PayTo({ details: { trade, payment_details: account } }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const p2pWords = useP2pWords();
  const nameOf = useMethodName();
  return (
    <dl className="facts once p2p-pay">
      <dt>{p2pWords.payment}</dt>
      <dd>
        <b className="p2p-big">
          <Sum of={trade.payment} code={trade.currency} />
        </b>
        <CopyButton text={trade.payment} label={words.copySum} copied={words.copied} />
      </dd>
      <dt>{p2pWords.method}</dt>
      <dd>{nameOf(trade.method)}</dd>
      <dt>{words.whereToPay}</dt>
      <dd>
        <span className="p2p-terms p2p-account" dir="auto">
          {account}
        </span>
        <CopyButton text={account} label={words.copyDetails} copied={words.copied} />
      </dd>
      {trade.reference !== '' && (
        <>
          <dt>{words.reference}</dt>
          <dd>
            <code>{trade.reference}</code>
            <CopyButton text={trade.reference} label={words.copyReference} copied={words.copied} />
            <small className="quiet">{words.referenceHint}</small>
          </dd>
        </>
      )}
    </dl>
  );
}

/** Result of a trade, and who or what ended it. */
function Ended({ details: { trade, history } }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const ending = endingOf(history);
  return (
    <>
      {ending !== null && (
        <dl className="facts">
          <dt>{words.endedBy}</dt>
          <dd>
            <span>
              {eventText(ending, trade, words, history[history.indexOf(ending) - 1]?.state ?? null)}
              {ending.note !== '' && ending.role === 'moderator' && (
                <small className="quiet p2p-terms">
                  <bdi>{ending.note}</bdi>
                </small>
              )}
            </span>
          </dd>
        </dl>
      )}
      <Settlement trade={trade} />
      <p className="p2p-pairs p2p-after">
        <a className="primary p2p-button" href={walletHref('balances')}>
          {words.toWallet}
        </a>
        <a className="secondary p2p-button" href={p2pHref('market')}>
          {words.another}
        </a>
      </p>
    </>
  );
}

function Terms({ trade }: { readonly trade: Trade }) {
  const words = useRoomWords();
  const p2pWords = useP2pWords();
  const nameOf = useMethodName();
  const { asset, currency } = trade;
  return (
    <Card title={words.terms} action={<Report of={{ trade_id: trade.id }} />}>
      <dl className="facts">
        <dt>{p2pWords.payment}</dt>
        <dd>
          <Sum of={trade.payment} code={currency} />
        </dd>
        <dt>{p2pWords.amount}</dt>
        <dd>
          <Sum of={trade.quantity} code={asset} />
        </dd>
        <dt>{p2pWords.price}</dt>
        <dd>
          <Sum of={trade.price} code={currency} />
        </dd>
        <dt>{words.fee}</dt>
        <dd>
          <Sum of={trade.fee} code={asset} />
        </dd>
        <dt>{p2pWords.method}</dt>
        <dd>{nameOf(trade.method)}</dd>
        {trade.reason !== '' && (
          <>
            <dt>{words.reasonOfDispute}</dt>
            <dd>{words.reasons[trade.reason] ?? trade.reason}</dd>
          </>
        )}
        <dt>{p2pWords.offer}</dt>
        <dd>{readable(trade.offer_id)}</dd>
        <dt>{words.number}</dt>
        <dd>
          <code>{trade.id}</code>
        </dd>
      </dl>
    </Card>
  );
}

import { useId, useState } from 'react';
import { adminHref } from '../../app/place';
import { useSession } from '../../exchange/context';
import type { Trade } from '../../exchange/p2p';
import { useDisputes } from '../../exchange/p2p-cases';
import { numeral } from '../../money/numerals';
import { useRoomWords } from '../../p2p/room/words';
import { Sum } from '../../p2p/Sum';
import { StateTag } from '../../p2p/trades/Trades';
import { useP2pWords } from '../../p2p/words';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { CaseView } from './CaseView';
import { Limits } from './methods/Limits';
import { Methods } from './methods/Methods';
import { reportIn, Reports, ReportView } from './Reports';
import { Unmatched } from './Unmatched';
import { useCaseWords } from './words';
import '../../wallet/wallet.css';
import '../../p2p/p2p.css';

/** Trades that wait for a moderator with the payment methods of the exchange, or the one that is looked into. */
export function Disputes({ id }: { readonly id: string | null }) {
  const mayDecide = useMayDecide();
  const report = reportIn(id);
  if (report !== null) {
    return <ReportView key={report} id={report} />;
  }
  if (id !== null) {
    return <CaseView key={id} id={id} />;
  }
  return (
    <>
      <Queue />
      <Reports />
      {mayDecide && (
        <>
          <Unmatched />
          <Methods />
          <Limits />
        </>
      )}
    </>
  );
}

/** True for moderators who may decide; others with access read cases and talk with both sides. */
export function useMayDecide(): boolean {
  const session = useSession();
  return session.kind === 'in' && session.user.permissions.includes('custody_manage');
}

function Queue() {
  const words = useCaseWords();
  const id = useId();
  const [isEscalated, setEscalated] = useState(false);
  return (
    <Card title={words.disputes} notice={words.notice}>
      <p className="p2p-knows">
        <input id={id} type="checkbox" checked={isEscalated} onChange={({ target }) => setEscalated(target.checked)} />{' '}
        <label htmlFor={id}>{words.onlyEscalated}</label>
      </p>
      <Paged list={useDisputes(isEscalated)}>{(trades) => <Rows trades={trades} />}</Paged>
    </Card>
  );
}

function Rows({ trades }: { readonly trades: readonly Trade[] }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const roomWords = useRoomWords();
  const dates = useDates();
  return (
    <Records
      label={words.disputes}
      rows={trades}
      keyOf={({ id }) => id}
      nothing={words.none}
      columns={[
        {
          name: p2pWords.trade,
          cell: ({ quantity, asset, payment, currency }) => (
            <span>
              <Sum of={quantity} code={asset} />
              <small>
                <Sum of={payment} code={currency} />
              </small>
            </span>
          ),
        },
        { name: roomWords.reasonOfDispute, cell: ({ reason }) => roomWords.reasons[reason] ?? reason },
        { name: p2pWords.state, cell: (trade) => <StateTag of={trade} /> },
        { name: words.waiting, cell: ({ changed_at }) => dates.minute(Date.parse(changed_at)) },
        {
          name: words.escalations,
          cell: ({ escalations }) =>
            escalations === 0 ? '—' : <i className="tag tag-bad">{words.times(numeral(escalations))}</i>,
        },
        { name: words.handledBy, cell: (trade) => <Handled trade={trade} /> },
      ]}
      actions={({ id }) => (
        <a className="small-button" href={adminHref('p2p', id)}>
          {words.open}
        </a>
      )}
    />
  );
}

/** The moderator who has a case. */
export function Handled({ trade }: { readonly trade: Trade }) {
  const words = useCaseWords();
  const isMine = useIsMine();
  if (trade.handled_by === null) {
    return <span className="quiet">{words.noOne}</span>;
  }
  return isMine(trade) ? <b>{words.you}</b> : <bdi>{trade.handled_by}</bdi>;
}

/** True if the reader has the case. */
export function useIsMine(): (trade: Trade) => boolean {
  const session = useSession();
  const account = session.kind === 'in' ? session.user.account : null;
  return ({ handled_by: handledBy }) => handledBy !== null && handledBy === account;
}

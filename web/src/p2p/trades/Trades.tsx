import { Paged } from '../../admin/Paged';
import { p2pHref } from '../../app/place';
import { hasEnded, useTrades, type Trade } from '../../exchange/p2p';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useMethodName } from '../methods';
import { OwnReports } from '../own/OwnReports';
import { Sum } from '../Sum';
import { useP2pWords } from '../words';

/** The caller's trades, newest first, and the reports that the caller made. */
export function Trades() {
  const words = useP2pWords();
  return (
    <>
      <Card title={words.trades}>
        <Paged list={useTrades()}>{(trades) => <Rows trades={trades} />}</Paged>
      </Card>
      <OwnReports />
    </>
  );
}

function Rows({ trades }: { readonly trades: readonly Trade[] }) {
  const words = useP2pWords();
  const dates = useDates();
  const nameOf = useMethodName();
  if (trades.length === 0) {
    return (
      <div className="p2p-empty">
        <p>{words.noTrades}</p>
        <a className="primary p2p-button" href={p2pHref('market')}>
          {words.toMarket}
        </a>
      </div>
    );
  }
  return (
    <Records
      label={words.trades}
      rows={trades}
      keyOf={({ id }) => id}
      nothing={words.noTrades}
      columns={[
        {
          name: words.trade,
          cell: ({ role, quantity, asset }) => (
            <span>
              <b className={role === 'buyer' ? 'up' : 'down'}>{words.roles[role]}</b>
              <small>
                <Sum of={quantity} code={asset} />
              </small>
            </span>
          ),
        },
        { name: words.payment, cell: ({ payment, currency }) => <Sum of={payment} code={currency} /> },
        { name: words.price, cell: ({ price, currency }) => <Sum of={price} code={currency} /> },
        { name: words.method, cell: ({ method }) => nameOf(method) },
        { name: words.state, cell: (trade) => <StateTag of={trade} /> },
        { name: words.begun, cell: ({ created_at }) => dates.minute(Date.parse(created_at)) },
      ]}
      actions={({ id }) => (
        <a className="small-button" href={p2pHref('trades', id)}>
          {words.open}
        </a>
      )}
    />
  );
}

/** State of a trade; one that waits for a person stands out. */
export function StateTag({ of }: { readonly of: Pick<Trade, 'state'> }) {
  const words = useP2pWords();
  const tone = of.state === 'released' ? 'tag-good' : hasEnded(of) ? 'tag-plain' : 'tag-warn';
  return <i className={`tag ${tone}`}>{words.tradeStates[of.state] ?? of.state}</i>;
}

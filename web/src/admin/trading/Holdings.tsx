import { useState } from 'react';
import { useTimes } from '../../controls/times';
import type { OthersOrder } from '../../exchange/market-admin';
import { useMessages } from '../../language/language';
import { readable } from '../../money/numerals';
import { statusText } from '../../orders/status-text';
import { Loaded, Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { useBalancesOf, useOrdersOf } from './queries';
import { useTradingWords } from './words';

/** An account's balances and orders: for callers who may see other users. */
export function Holdings({ account }: { readonly account: string }) {
  const words = useTradingWords();
  return (
    <>
      <p className="quiet">{words.looksAreWritten}</p>
      <Balances account={account} />
      <Orders account={account} />
    </>
  );
}

function Balances({ account }: { readonly account: string }) {
  const words = useTradingWords();
  const messages = useMessages();
  const query = useBalancesOf(account);
  return (
    <>
      <h3>{words.balances}</h3>
      <Loaded query={query}>
        {(balances) => (
          <Records
            label={words.balances}
            rows={balances}
            keyOf={({ currency }) => currency}
            nothing={words.noBalances}
            columns={[
              { name: messages.asset, cell: ({ currency }) => currency },
              { name: messages.available, number: true, cell: ({ available }) => readable(available, true) },
              { name: messages.locked, number: true, cell: ({ locked }) => readable(locked, true) },
              { name: messages.total, number: true, cell: ({ total }) => readable(total, true) },
            ]}
          />
        )}
      </Loaded>
      <Again query={query} />
    </>
  );
}

function Orders({ account }: { readonly account: string }) {
  const words = useTradingWords();
  const messages = useMessages();
  const times = useTimes();
  const [onlyOpen, setOnlyOpen] = useState(true);
  const list = useOrdersOf(account, onlyOpen);
  return (
    <>
      <h3>{words.orders}</h3>
      <label>
        <input type="checkbox" checked={onlyOpen} onChange={({ target }) => setOnlyOpen(target.checked)} />
        {words.onlyOpen}
      </label>
      <Paged list={list}>
        {(orders) => (
          <Records
            label={words.orders}
            rows={orders}
            keyOf={({ id }) => id}
            nothing={words.noOrders}
            columns={[
              { name: messages.time, number: true, cell: ({ created_at: at }) => times.stamp(Date.parse(at)) },
              { name: words.number, number: true, cell: ({ id }) => id },
              { name: words.market, cell: ({ symbol }) => symbol.replace('-', '/') },
              { name: messages.type, cell: ({ type }) => messages[type] },
              { name: messages.side, cell: ({ side }) => messages[side] },
              { name: messages.price, number: true, cell: priceOf },
              { name: messages.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
              { name: messages.filled, number: true, cell: ({ filled_quantity: filled }) => readable(filled, true) },
              { name: messages.status, cell: ({ status }) => statusText(status, messages) },
            ]}
          />
        )}
      </Paged>
      <Again query={list} />
    </>
  );
}

/** Its limit, or else what sets it off. */
const priceOf = ({ price, stop_price: stop }: OthersOrder): string => {
  const shown = price ?? stop;
  return shown === null || shown === undefined ? '—' : readable(shown, true);
};

interface AgainProps {
  readonly query: { readonly isFetching: boolean; readonly refetch: () => Promise<unknown> };
}

function Again({ query: { isFetching, refetch } }: AgainProps) {
  const words = useTradingWords();
  return (
    <button type="button" className="link" aria-disabled={isFetching} onClick={() => void refetch()}>
      {words.lookAgain}
    </button>
  );
}

import { useState } from 'react';
import { useTrading } from '../app/trading';
import { Tabs } from '../controls/tabs';
import { useSession } from '../exchange/context';
import { useOpenOrders } from '../exchange/queries';
import { useMessages } from '../language/language';
import { Balances } from '../wallet/Balances';
import { counted } from './counted';
import { Fills } from './Fills';
import { OpenOrders } from './OpenOrders';
import { OrderHistory } from './OrderHistory';
import './orders.css';

type Name = 'open' | 'history' | 'fills' | 'balances';

interface PanelProps {
  readonly onLogin: () => void;
  readonly onDeposit: (code: string) => void;
}

/** What is the caller's: orders, trades, balances. */
export function OrdersPanel({ onLogin, onDeposit }: PanelProps) {
  const messages = useMessages();
  const session = useSession();
  const { market } = useTrading();
  const { data: open } = useOpenOrders();
  const [chosen, setChosen] = useState<Name>('open');
  const [onlyHere, setOnlyHere] = useState(false);
  const symbol = onlyHere ? market.symbol : null;
  return (
    <section className="panel orders" aria-label={messages.openOrders}>
      <header className="panel-head orders-head">
        <Tabs
          label={messages.openOrders}
          tabs={[
            { name: 'open', label: counted(messages.openOrders, open?.items) },
            { name: 'history', label: messages.orderHistory },
            { name: 'fills', label: messages.myTrades },
            { name: 'balances', label: messages.balances },
          ]}
          chosen={chosen}
          onChoose={setChosen}
        />
        {chosen !== 'balances' && (
          <label className="orders-here">
            <input type="checkbox" checked={onlyHere} onChange={(event) => setOnlyHere(event.target.checked)} />
            {messages.hideOthers}
          </label>
        )}
      </header>
      <div className="orders-body">
        {session.kind === 'in' ? (
          <Body chosen={chosen} symbol={symbol} onDeposit={onDeposit} />
        ) : (
          <p className="nothing">
            <button type="button" className="link" onClick={onLogin}>
              {messages.loginToSee}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}

interface BodyProps {
  readonly chosen: Name;
  /** Only this market; null for all. */
  readonly symbol: string | null;
  readonly onDeposit: (code: string) => void;
}

function Body({ chosen, symbol, onDeposit }: BodyProps) {
  switch (chosen) {
    case 'open':
      return <OpenOrders symbol={symbol} />;
    case 'history':
      return <OrderHistory symbol={symbol} />;
    case 'fills':
      return <Fills symbol={symbol} />;
    case 'balances':
      return <Balances onDeposit={onDeposit} />;
  }
}

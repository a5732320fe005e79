import { lazy, useRef } from 'react';
import { Fetched } from '../controls/fetched';
import { useTrading } from '../app/trading';
import { useKeptFocus } from '../controls/kept-focus';
import { Tabs } from '../controls/tabs';
import { useRemembered } from '../settings/remembered';
import { useIsolated, useSession } from '../exchange/context';
import { useOpenOrders, useReachesIsolated } from '../exchange/queries';
import { useMessages } from '../language/language';
import { counted } from './counted';
import './orders.css';

// A visitor has no lists: each is fetched after a log-in.
const OpenOrders = lazy(() => import('./OpenOrders').then((file) => ({ default: file.OpenOrders })));
const Balances = lazy(() => import('../wallet/Balances').then((file) => ({ default: file.Balances })));
const Fills = lazy(() => import('./Fills').then((file) => ({ default: file.Fills })));
const OrderHistory = lazy(() => import('./OrderHistory').then((file) => ({ default: file.OrderHistory })));

const Positions = lazy(() => import('./Positions').then((file) => ({ default: file.Positions })));
const ShownAccount = lazy(() =>
  import('../ticket/margin-mode/MarginMode').then((file) => ({ default: file.ShownAccount })),
);

const NAMES = ['open', 'history', 'fills', 'positions', 'balances'] as const;
type Name = (typeof NAMES)[number];
/** Lists of all markets, or of the one on the screen. */
const OF = ['all', 'here'] as const;

interface PanelProps {
  readonly onLogin: () => void;
  readonly onDeposit: (code: string) => void;
}

/** The caller's orders, trades and balances. */
export function OrdersPanel({ onLogin, onDeposit }: PanelProps) {
  const messages = useMessages();
  const session = useSession();
  const { market } = useTrading();
  const { data: open } = useOpenOrders();
  const [chosen, setChosen] = useRemembered<Name>('list', NAMES, 'open');
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(body);
  const [of, setOf] = useRemembered('list-of', OF, 'all');
  const isolated = useIsolated();
  const reachesIsolated = useReachesIsolated();
  const onlyHere = of === 'here';
  const symbol = onlyHere ? market.symbol : null;
  const titles: Readonly<Record<Name, string>> = {
    open: messages.openOrders,
    history: messages.orderHistory,
    fills: messages.myTrades,
    positions: messages.positions,
    balances: messages.balances,
  };
  return (
    <section className="panel orders" aria-label={messages.openOrders} data-part="orders">
      <header className="panel-head orders-head">
        <Tabs
          label={messages.openOrders}
          tabs={[
            { name: 'open', label: counted(messages.openOrders, open) },
            { name: 'history', label: messages.orderHistory },
            { name: 'fills', label: messages.myTrades },
            { name: 'positions', label: messages.positions },
            { name: 'balances', label: messages.balances },
          ]}
          panel="orders-body"
          chosen={chosen}
          onChoose={setChosen}
        />
        {reachesIsolated && (
          <Fetched>
            <ShownAccount />
          </Fetched>
        )}
        {chosen !== 'balances' && isolated === null && (
          <label className="orders-here">
            <input
              type="checkbox"
              checked={onlyHere}
              onChange={(event) => setOf(event.target.checked ? 'here' : 'all')}
            />
            {messages.hideOthers}
          </label>
        )}
      </header>
      <div
        className="orders-body"
        id="orders-body"
        role="tabpanel"
        tabIndex={-1}
        aria-label={titles[chosen]}
        ref={body}
      >
        {session.kind === 'in' ? (
          <Fetched waiting={<p className="nothing" aria-busy />}>
            <Body key={isolated} chosen={chosen} symbol={symbol} onDeposit={onDeposit} />
          </Fetched>
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
    case 'positions':
      return <Positions symbol={symbol} />;
    case 'balances':
      return <Balances onDeposit={onDeposit} />;
  }
}

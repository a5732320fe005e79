/** Sections of a customer's page; a read that the audit log keeps waits for a press. */
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { adminHref } from '../../app/place';
import { tradesOf } from '../../exchange/account-trades';
import type { KnownUser } from '../../exchange/administration';
import { useExchange } from '../../exchange/context';
import { PRIVATE } from '../../exchange/queries';
import { useCases } from '../../exchange/surveillance';
import { useMessages } from '../../language/language';
import { plain } from '../../money/money';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Holdings } from '../trading/Holdings';
import { useTradingWords } from '../trading/words';
import { Paged } from '../Paged';
import { useArrivals, useToDecide } from '../queries';
import { CaseTags } from '../surveillance/CaseTags';
import { useAdminWords } from '../words';
import { useCustomerWords } from './words';

interface OfAccount {
  readonly account: string;
}

interface RevealProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** Shows its content, and asks for it, once it is wanted. */
export function Reveal({ label, children }: RevealProps) {
  const words = useCustomerWords();
  const [shown, setShown] = useState(false);
  return shown ? (
    children
  ) : (
    <p className="reveal">
      <button type="button" className="secondary" onClick={() => setShown(true)}>
        {label}
      </button>
      <small className="quiet">{words.readsAreLogged}</small>
    </p>
  );
}

export function Holds({ account }: OfAccount) {
  const words = useCustomerWords();
  return (
    <Card title={words.holdings}>
      <Reveal label={words.showHoldings}>
        <Holdings account={account} />
      </Reveal>
    </Card>
  );
}

export function Trades({ account }: OfAccount) {
  const words = useCustomerWords();
  return (
    <Card title={words.trades} notice={words.tradesNotice}>
      <Reveal label={words.showTrades}>
        <TradeList account={account} />
      </Reveal>
    </Card>
  );
}

const DAYS = 30;

function TradeList({ account }: OfAccount) {
  const words = useCustomerWords();
  const trading = useTradingWords();
  const messages = useMessages();
  const dates = useDates();
  const exchange = useExchange();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'trades of', account],
    queryFn: () => tradesOf(exchange, account, DAYS),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  return (
    <Loaded query={query}>
      {(trades) => (
        <Records
          label={words.trades}
          rows={trades}
          keyOf={({ symbol, id }) => `${symbol} ${id}`}
          nothing={words.noTrades}
          columns={[
            { name: messages.time, number: true, cell: ({ atMillis }) => dates.second(atMillis) },
            { name: trading.market, cell: ({ symbol }) => symbol.replace('-', '/') },
            { name: messages.side, cell: ({ side }) => messages[side] },
            { name: messages.price, number: true, cell: ({ price }) => readable(price, true) },
            { name: messages.quantity, number: true, cell: ({ quantity }) => readable(quantity, true) },
            { name: words.order, number: true, cell: ({ order }) => readable(order) },
          ]}
        />
      )}
    </Loaded>
  );
}

interface Movement {
  readonly id: string;
  readonly type: 'deposit' | 'withdraw';
  readonly text: string;
  readonly where: string;
}

/** Deposits and withdrawals of theirs that wait for a person. */
export function Money({ user }: { readonly user: KnownUser }) {
  const words = useCustomerWords();
  const admin = useAdminWords();
  const messages = useMessages();
  const withdrawals = useToDecide();
  const arrivals = useArrivals();
  return (
    <Card title={words.money} notice={words.moneyNotice} action={<a href={adminHref('custody')}>{words.toMoney}</a>}>
      <Loaded query={withdrawals}>
        {({ items: requested }) => (
          <Loaded query={arrivals}>
            {({ items: paid }) => (
              <Records<Movement>
                label={words.money}
                rows={[
                  ...requested
                    .filter(({ userId }) => userId === user.id)
                    .map(({ withdrawal: { id, units, asset, network, address } }) => ({
                      ...{ id, type: 'withdraw' as const, text: `${plain(units, asset.scale)} ${asset.code}` },
                      where: `${network} ${address}`,
                    })),
                  ...paid
                    .filter(({ account }) => account === user.account)
                    .map(({ id, chainUnits, network, transaction }) => ({
                      ...{ id, type: 'deposit' as const, text: admin.smallestUnits(chainUnits) },
                      where: `${network} ${transaction}`,
                    })),
                ]}
                keyOf={({ id }) => id}
                nothing={words.noMoney}
                columns={[
                  { name: messages.type, cell: ({ type }) => messages[type] },
                  { name: messages.amount, number: true, cell: ({ text }) => <bdi dir="ltr">{text}</bdi> },
                  { name: admin.destination, cell: ({ where }) => <code>{where}</code> },
                ]}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </Card>
  );
}

export function Cases({ account }: OfAccount) {
  const words = useCustomerWords();
  const admin = useAdminWords();
  const dates = useDates();
  return (
    <Card title={words.cases} action={<a href={adminHref('surveillance')}>{words.toCases}</a>}>
      <Paged list={useCases({ state: null, pattern: null, account })}>
        {(cases) => (
          <Records
            label={words.cases}
            rows={cases}
            keyOf={({ id }) => id}
            nothing={words.noCases}
            columns={[
              { name: words.openedOn, cell: ({ openedMillis }) => dates.minute(openedMillis) },
              { name: words.pattern, cell: ({ pattern }) => admin.casePatterns[pattern] },
              { name: admin.market, cell: ({ market }) => market.replace('-', '/') },
              { name: words.score, number: true, cell: ({ score }) => readable(String(score)) },
              { name: admin.state, cell: (row) => <CaseTags of={row} /> },
            ]}
          />
        )}
      </Paged>
    </Card>
  );
}

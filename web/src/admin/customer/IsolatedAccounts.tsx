/** Isolated accounts of a customer, and the money and orders of one of them. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useExchange } from '../../exchange/context';
import { isolatedAccountsOf, type IsolatedAccount } from '../../exchange/margin-admin';
import { ONCE, PRIVATE } from '../../exchange/queries';
import { readable } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { leverageText, stateOf, sumText } from '../../wallet/margin/MarginFigures';
import { useMarginWords, type MarginWords } from '../../wallet/margin/words';
import { Holdings } from '../trading/Holdings';
import { useTradingWords } from '../trading/words';
import { useAdminWords } from '../words';
import { Reveal } from './Sections';
import { useCustomerWords } from './words';

/** @param account number of the main account */
export function IsolatedAccounts({ account }: { readonly account: string }) {
  const words = useCustomerWords();
  return (
    <Card title={words.isolated} notice={words.isolatedNotice}>
      <Reveal label={words.showIsolated}>
        <AccountList account={account} />
      </Reveal>
    </Card>
  );
}

function AccountList({ account }: { readonly account: string }) {
  const words = useCustomerWords();
  const admin = useAdminWords();
  const trading = useTradingWords();
  const margin = useMarginWords();
  const exchange = useExchange();
  const [chosen, setChosen] = useState<IsolatedAccount | null>(null);
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'isolated accounts of', account],
    queryFn: () => isolatedAccountsOf(exchange, account),
    ...ONCE,
  });
  return (
    <>
      <Loaded query={query}>
        {(accounts) => (
          <Records
            label={words.isolated}
            rows={accounts}
            keyOf={(row) => row.account}
            nothing={words.noIsolated}
            columns={[
              { name: trading.market, cell: ({ symbol }) => symbol.replace('-', '/') },
              { name: words.account, number: true, cell: (row) => row.account },
              { name: margin.level, number: true, cell: ({ margin: { level } }) => levelText(level) },
              { name: margin.sums.equity, number: true, cell: (row) => sumText(row.margin.equity) },
              { name: margin.sums.debts, number: true, cell: (row) => sumText(row.margin.debts) },
              { name: margin.leverage, number: true, cell: (row) => leverageText(row.margin.leverage, margin) },
              { name: admin.state, cell: (row) => stateText(row, margin) },
            ]}
            actions={(row) => (
              <button type="button" className="small-button" onClick={() => setChosen(row)}>
                {words.openIsolated}
              </button>
            )}
          />
        )}
      </Loaded>
      {chosen !== null && (
        <section aria-label={margin.isolatedIn(chosen.symbol)}>
          <h3>{margin.isolatedIn(chosen.symbol)}</h3>
          <Holdings key={chosen.account} account={chosen.account} />
        </section>
      )}
    </>
  );
}

const levelText = (level: string | null): string => (level === null ? '—' : readable(level));

const stateText = ({ margin }: IsolatedAccount, words: MarginWords): string =>
  margin.level === null && !margin.liquidating ? words.noDebts : words.states[stateOf(margin)];

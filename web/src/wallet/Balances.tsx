import { walletHref } from '../app/place';
import { useIsolated, useSession } from '../exchange/context';
import type { Balance, Market, Ticker } from '../exchange/model';
import { useBalances, useFeatures, useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from '../markets/AssetMark';
import { grouped } from '../money/money';
import { totalOf, valueOf } from './value';
import { HideBalances } from '../settings/HideBalances';
import { useOwn } from '../settings/own';
import { CountedIn, RateNote } from './CountedIn';
import { useCounting, worthText, type Counting } from './fiat';
import './wallet.css';

interface BalancesProps {
  readonly onDeposit: (code: string) => void;
}

/** The caller's balance of each asset, and its approximate worth in their currency. */
export function Balances({ onDeposit }: BalancesProps) {
  const { data } = useBalances();
  const isolated = useIsolated();
  const balances = isolated === null ? data : data?.filter(({ asset }) => isolated.split('-').includes(asset.code));
  return balances === undefined ? null : <Owned balances={balances} onDeposit={onDeposit} />;
}

interface OwnedProps extends BalancesProps {
  readonly balances: readonly Balance[];
}

function Owned({ balances, onDeposit }: OwnedProps) {
  const messages = useMessages();
  const own = useOwn();
  const codes = balances.map(({ asset }) => asset.code);
  const counting = useCounting(codes);
  const valuedIn = counting.asset;
  const { data: markets } = useMarkets();
  const { data: tickers } = useTickers();
  const known = markets !== undefined && tickers !== undefined;
  const worth = totalOf(balances, valuedIn, markets ?? [], tickers ?? []);
  const unpriced = balances
    .filter((balance) => balance.total > 0n && valueOf(balance, valuedIn, markets ?? [], tickers ?? []) === null)
    .map(({ asset }) => asset.code);
  return (
    <table className="table balances">
      <caption>
        {messages.estimatedWorth}{' '}
        <b className="number">{worth === null ? '—' : own(`≈ ${worthText(worth, counting.rate)}`)}</b>{' '}
        <CountedIn codes={codes} counting={counting} /> <HideBalances />
        {known && unpriced.length > 0 && (
          <small className="unpriced">{messages.withoutPrice(unpriced.join(', '))}</small>
        )}
        <RateNote counting={counting} />
      </caption>
      <thead>
        <tr>
          <th>{messages.asset}</th>
          <th>{messages.available}</th>
          <th>{messages.locked}</th>
          <th>{messages.total}</th>
          <th>
            {messages.worth} ({counting.rate?.rate == null ? valuedIn : counting.chosen})
          </th>
          <th scope="col">
            <span className="unseen">{messages.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {balances.map((balance) => (
          <BalanceRow
            key={balance.asset.code}
            balance={balance}
            counting={counting}
            markets={markets ?? []}
            tickers={tickers ?? []}
            isUnpriced={known && unpriced.includes(balance.asset.code)}
            onDeposit={onDeposit}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly balance: Balance;
  readonly counting: Counting;
  readonly markets: readonly Market[];
  readonly tickers: readonly Ticker[];
  /** No market says what it is worth. */
  readonly isUnpriced: boolean;
  readonly onDeposit: (code: string) => void;
}

function BalanceRow({ balance, counting, markets, tickers, isUnpriced, onDeposit }: RowProps) {
  const messages = useMessages();
  const own = useOwn();
  const { deposits, withdrawals } = useFeatures();
  // Money comes to an isolated account, and leaves it, by way of the main one.
  const isMain = useIsolated() === null;
  const session = useSession();
  const mayWithdraw = withdrawals && session.kind === 'in' && session.user.permissions.includes('withdraw');
  const { asset, available, locked, total } = balance;
  const worth = valueOf(balance, counting.asset, markets, tickers);
  return (
    <tr>
      <td className="balance-name">
        <span className="balance-asset">
          <AssetMark code={asset.code} />
          {asset.code}
        </span>
      </td>
      <td className="number" data-name={messages.available}>
        {own(grouped(available, asset.scale))}
      </td>
      <td className="number quiet" data-name={messages.locked}>
        {own(grouped(locked, asset.scale))}
      </td>
      <td className="number" data-name={messages.total}>
        {own(grouped(total, asset.scale))}
      </td>
      <td className="number quiet balance-worth" data-name={messages.worth}>
        {worth !== null && own(`≈ ${worthText(worth, counting.rate)}`)}
        {worth === null && (isUnpriced ? <i className="tag tag-warn">{messages.noPrice}</i> : '—')}
      </td>
      <td className="balance-action">
        {isMain && deposits && (
          <button type="button" className="cancel" onClick={() => onDeposit(asset.code)}>
            {messages.deposit}
          </button>
        )}
        {isMain && mayWithdraw && (
          <a className="cancel" href={walletHref('withdraw', asset.code)}>
            {messages.withdraw}
          </a>
        )}
      </td>
    </tr>
  );
}

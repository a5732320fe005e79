import { walletHref } from '../app/place';
import { useSession } from '../exchange/context';
import type { Balance, Market, Ticker } from '../exchange/model';
import { useBalances, useFeatures, useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from '../markets/AssetMark';
import { amountText } from '../markets/figures';
import { grouped } from '../money/money';
import { totalOf, valueOf } from './value';
import './wallet.css';

export const VALUED_IN = 'USDT';

interface BalancesProps {
  /** The code of the asset that they are valued in. */
  readonly valuedIn?: string;
  readonly onDeposit: (code: string) => void;
}

/** What the caller owns of each asset, and about what it is worth. */
export function Balances({ valuedIn = VALUED_IN, onDeposit }: BalancesProps) {
  const messages = useMessages();
  const { data: balances } = useBalances();
  const { data: markets } = useMarkets();
  const { data: tickers } = useTickers();
  const worth = totalOf(balances ?? [], valuedIn, markets ?? [], tickers ?? []);
  return (
    <table className="table balances">
      <caption>
        {messages.estimatedWorth}{' '}
        <b className="number">{worth === null ? '—' : `≈ ${amountText(worth.units, worth.asset)} ${valuedIn}`}</b>
      </caption>
      <thead>
        <tr>
          <th>{messages.asset}</th>
          <th>{messages.available}</th>
          <th>{messages.locked}</th>
          <th>{messages.total}</th>
          <th>
            {messages.worth} ({valuedIn})
          </th>
          <th scope="col">
            <span className="unseen">{messages.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {balances?.map((balance) => (
          <BalanceRow
            key={balance.asset.code}
            balance={balance}
            valuedIn={valuedIn}
            markets={markets ?? []}
            tickers={tickers ?? []}
            onDeposit={onDeposit}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly balance: Balance;
  readonly valuedIn: string;
  readonly markets: readonly Market[];
  readonly tickers: readonly Ticker[];
  readonly onDeposit: (code: string) => void;
}

function BalanceRow({ balance, valuedIn, markets, tickers, onDeposit }: RowProps) {
  const messages = useMessages();
  const { deposits, withdrawals } = useFeatures();
  const session = useSession();
  const mayWithdraw = withdrawals && session.kind === 'in' && session.user.permissions.includes('withdraw');
  const { asset, available, locked, total } = balance;
  const worth = valueOf(balance, valuedIn, markets, tickers);
  return (
    <tr>
      <td className="balance-name">
        <span className="balance-asset">
          <AssetMark code={asset.code} />
          {asset.code}
        </span>
      </td>
      <td className="number" data-name={messages.available}>
        {grouped(available, asset.scale)}
      </td>
      <td className="number quiet" data-name={messages.locked}>
        {grouped(locked, asset.scale)}
      </td>
      <td className="number" data-name={messages.total}>
        {grouped(total, asset.scale)}
      </td>
      <td className="number quiet balance-worth" data-name={messages.worth}>
        {worth === null ? '—' : `≈ ${amountText(worth.units, worth.asset)}`}
      </td>
      <td className="balance-action">
        {deposits && (
          <button type="button" className="cancel" onClick={() => onDeposit(asset.code)}>
            {messages.deposit}
          </button>
        )}
        {mayWithdraw && (
          <a className="cancel" href={walletHref('withdraw', asset.code)}>
            {messages.withdraw}
          </a>
        )}
      </td>
    </tr>
  );
}

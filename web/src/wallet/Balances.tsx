import type { Balance, Market, Ticker } from '../exchange/model';
import { useBalances, useFeatures, useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { AssetMark } from '../markets/AssetMark';
import { amountText } from '../markets/figures';
import { grouped } from '../money/money';
import { totalOf, valueOf } from './value';
import './wallet.css';

const VALUED_IN = 'USDT';

/** What the caller owns of each asset, and about what it is worth. */
export function Balances({ onDeposit }: { readonly onDeposit: (code: string) => void }) {
  const messages = useMessages();
  const { data: balances } = useBalances();
  const { data: markets } = useMarkets();
  const { data: tickers } = useTickers();
  const worth = totalOf(balances ?? [], VALUED_IN, markets ?? [], tickers ?? []);
  return (
    <table className="table balances">
      <caption>
        {messages.estimatedWorth}{' '}
        <b className="number">{worth === null ? '—' : `≈ ${amountText(worth.units, worth.asset)} ${VALUED_IN}`}</b>
      </caption>
      <thead>
        <tr>
          <th>{messages.asset}</th>
          <th>{messages.available}</th>
          <th>{messages.locked}</th>
          <th>{messages.total}</th>
          <th>
            {messages.worth} ({VALUED_IN})
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
  readonly markets: readonly Market[];
  readonly tickers: readonly Ticker[];
  readonly onDeposit: (code: string) => void;
}

function BalanceRow({ balance, markets, tickers, onDeposit }: RowProps) {
  const messages = useMessages();
  const { deposits } = useFeatures();
  const { asset, available, locked, total } = balance;
  const worth = valueOf(balance, VALUED_IN, markets, tickers);
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
        {worth === null ? '—' : `≈ ${grouped(worth.units, worth.asset.scale, 2)}`}
      </td>
      <td className="balance-action">
        {deposits && (
          <button type="button" className="cancel" onClick={() => onDeposit(asset.code)}>
            {messages.deposit}
          </button>
        )}
      </td>
    </tr>
  );
}

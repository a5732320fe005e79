/** Estimated worth of all balances, in the currency of choice. */
import { useBalances, useMarkets, useTickers } from '../exchange/queries';
import { useMessages } from '../language/language';
import { Card } from '../pages/Pages';
import { HideBalances } from '../settings/HideBalances';
import { useOwn } from '../settings/own';
import { CountedIn, RateNote } from './CountedIn';
import { useCounting, worthText } from './fiat';
import { useFiatWords } from './fiat-words';
import { totalOf } from './value';

export function WorthCard() {
  const words = useFiatWords();
  const messages = useMessages();
  const own = useOwn();
  const { data: balances = [] } = useBalances();
  const { data: markets = [] } = useMarkets();
  const { data: tickers = [] } = useTickers();
  const codes = balances.map(({ asset }) => asset.code);
  const counting = useCounting(codes);
  const worth = totalOf(balances, counting.asset, markets, tickers);
  if (balances.length === 0) {
    return null;
  }
  return (
    <Card title={messages.estimatedWorth} notice={words.notice}>
      <p>
        <b className="number">{worth === null ? '—' : own(`≈ ${worthText(worth, counting.rate)}`)}</b>{' '}
        <CountedIn codes={codes} counting={counting} /> <HideBalances />
      </p>
      <RateNote counting={counting} />
    </Card>
  );
}

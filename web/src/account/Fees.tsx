import type { MarketFees } from '../exchange/fees';
import { amountText, exactText, shareText } from '../markets/figures';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { useOwn } from '../settings/own';
import { useFees } from './queries';
import { useAccountWords } from './words';
import { inPercent } from '../money/numerals';

/** The caller's fees in each market, and the volume that is missing for lower ones. */
export function Fees() {
  const words = useAccountWords();
  return (
    <Card title={words.fees} notice={words.feesNotice}>
      <Loaded query={useFees()}>{(fees) => <List fees={fees} />}</Loaded>
    </Card>
  );
}

function List({ fees }: { readonly fees: readonly MarketFees[] }) {
  const words = useAccountWords();
  const own = useOwn();
  return (
    <Records
      label={words.fees}
      rows={fees}
      keyOf={({ market }) => market.symbol}
      nothing={words.noMarkets}
      columns={[
        { name: words.market, cell: ({ market }) => <bdi>{market.symbol.replace('-', '/')}</bdi> },
        { name: words.tier, cell: ({ tier }) => words.tierNumber(tier) },
        { name: words.makerFee, number: true, cell: ({ maker }) => shareText(maker) },
        { name: words.takerFee, number: true, cell: ({ taker }) => shareText(taker) },
        {
          name: words.volume30d,
          number: true,
          cell: ({ volume, market }) => `${own(amountText(volume, market.quote))} ${market.quote.code}`,
        },
        { name: words.nextTier, cell: (of) => <Next of={of} /> },
      ]}
    />
  );
}

/** How far it is, and what it brings. */
function Next({ of: { next, volume, market } }: { readonly of: MarketFees }) {
  const words = useAccountWords();
  const own = useOwn();
  if (next === null) {
    return <span className="quiet">{words.noNextTier}</span>;
  }
  const { quote } = market;
  const left = next.from > volume ? next.from - volume : 0n;
  const done = next.from > 0n ? Number((volume * 100n) / next.from) : 0;
  return (
    <span>
      <bdi>{words.stillToTrade(`${own(exactText(left, quote))} ${quote.code}`)}</bdi>
      <progress max={100} value={done} aria-label={words.onTheWay(inPercent(String(done)))} />
      <small>{words.thenFees(shareText(next.maker), shareText(next.taker))}</small>
    </span>
  );
}

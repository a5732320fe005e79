import { useAdministration, type ListedMarket } from '../exchange/administration';
import { parse, plain } from '../money/money';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { Card } from '../pages/Pages';
import { Asked, Records } from '../pages/Records';
import { useListedMarkets } from './queries';
import { useAdminWords } from './words';

/** Markets, to be halted and resumed. */
export function Markets() {
  const words = useAdminWords();
  const query = useListedMarkets();
  return (
    <Card title={words.markets} notice={words.marketsNotice}>
      <Asked query={query}>{(markets) => <List markets={markets} />}</Asked>
    </Card>
  );
}

function List({ markets }: { readonly markets: readonly ListedMarket[] }) {
  const words = useAdminWords();
  return (
    <Records
      label={words.markets}
      rows={markets}
      keyOf={({ symbol }) => symbol}
      nothing=""
      columns={[
        { name: words.market, cell: ({ symbol }) => <b className="number">{symbol.replace('-', '/')}</b> },
        {
          name: words.state,
          cell: ({ state }) => (
            <i className={`tag ${state === 'open' ? 'tag-good' : 'tag-bad'}`}>{words.marketStates[state]}</i>
          ),
        },
        { name: words.tick, number: true, cell: ({ tick, quote }) => `${tick} ${quote}` },
        { name: words.lot, number: true, cell: ({ lot, base }) => `${lot} ${base}` },
        {
          name: words.fees,
          number: true,
          cell: ({ makerFee, takerFee }) => `${percent(makerFee)} / ${percent(takerFee)}`,
        },
      ]}
      actions={(market) => <Switch market={market} />}
    />
  );
}

/** "0.001" as "0.1 %". */
export function percent(rate: string): string {
  const parsed = parse(rate, 6);
  return parsed.kind === 'units' ? `${plain(parsed.units, 4)} %` : rate;
}

/** Halts an open market, resumes any other; a delisted one is for ever. */
function Switch({ market: { symbol, state } }: { readonly market: ListedMarket }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const { busy, act } = useAct();
  if (state === 'delisted') {
    return null;
  }
  const halt = state === 'open';
  return (
    <SureButton
      sure={halt ? words.haltSure : words.resumeSure}
      busy={busy}
      onSure={() =>
        act(async () => {
          await administration.haltMarket(symbol, halt);
          return halt ? words.marketHalted(symbol) : words.marketResumed(symbol);
        })
      }
    >
      {halt ? words.halt : words.resume}
    </SureButton>
  );
}

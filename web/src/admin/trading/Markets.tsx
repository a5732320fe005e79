import { useState } from 'react';
import { AsRead } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import { useMarketAdmin, type MarketRules, type Stops } from '../../exchange/market-admin';
import { parse, plain } from '../../money/money';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useAdminWords } from '../words';
import { HaltButton } from './HaltButton';
import { ChangeMarketForm, NewAssetForm, NewMarketForm } from './MarketForms';
import { useAssetCodes, useMarketRules, useStops } from './queries';
import { StateForm } from './StateForm';
import { StopButton } from './StopButton';
import { useTradingWords } from './words';
import { numeral, readable } from '../../money/numerals';

/** Markets: listed, changed, narrowed, halted, stopped and delisted. */
export function Markets() {
  const admin = useAdminWords();
  const words = useTradingWords();
  const query = useMarketRules();
  const [making, setMaking] = useState<'market' | 'asset' | null>(null);
  const { data: assets } = useAssetCodes();
  const { data: stops } = useStops();
  const close = () => setMaking(null);
  return (
    <>
      <AllStops stops={stops} />
      <Card
        title={admin.markets}
        notice={admin.marketsNotice}
        action={
          <>
            <button type="button" className="secondary" onClick={() => setMaking('asset')}>
              {words.newAsset}
            </button>
            <button type="button" className="primary" onClick={() => setMaking('market')}>
              {words.newMarket}
            </button>
          </>
        }
      >
        <Loaded query={query}>{(markets) => <List markets={markets} stops={stops} />}</Loaded>
      </Card>
      {making === 'asset' && (
        <Dialog title={words.newAsset} onClose={close}>
          <NewAssetForm onDone={close} />
        </Dialog>
      )}
      {making === 'market' && (
        <Dialog title={words.newMarket} wide onClose={close}>
          <NewMarketForm assets={assets ?? []} onDone={close} />
        </Dialog>
      )}
    </>
  );
}

function AllStops({ stops }: { readonly stops: Stops | undefined }) {
  const words = useTradingWords();
  const marketAdmin = useMarketAdmin();
  if (stops === undefined) {
    return null;
  }
  const rows = [
    { key: '', what: words.everything, on: stops.all, turn: (on: boolean) => marketAdmin.stopAll(on) },
    ...stops.accounts.map((number) => ({
      key: number,
      what: words.accountOf(number),
      on: true,
      turn: (on: boolean) => marketAdmin.stopAccount(number, on),
    })),
  ];
  return (
    <Card title={words.stops} notice={words.stopsNotice}>
      <Records
        label={words.stops}
        rows={rows}
        keyOf={({ key }) => key}
        nothing=""
        columns={[
          { name: words.what, cell: ({ what }) => what },
          {
            name: words.state,
            cell: ({ on }) => (
              <i className={`tag ${on ? 'tag-bad' : 'tag-good'}`}>{on ? words.stopped : words.running}</i>
            ),
          },
        ]}
        actions={({ what, on, turn }) => <StopButton what={what} isStopped={on} onTurn={turn} />}
      />
    </Card>
  );
}

interface ListProps {
  readonly markets: readonly MarketRules[];
  readonly stops: Stops | undefined;
}

function List({ markets, stops }: ListProps) {
  const admin = useAdminWords();
  const words = useTradingWords();
  return (
    <Records
      label={admin.markets}
      rows={markets}
      keyOf={({ symbol }) => symbol}
      nothing=""
      columns={[
        { name: admin.market, cell: ({ symbol }) => <b className="number">{symbol.replace('-', '/')}</b> },
        {
          name: admin.state,
          cell: ({ symbol, status }) => (
            <span>
              <i className={`tag ${status === 'open' ? 'tag-good' : 'tag-bad'}`}>{admin.marketStates[status]}</i>
              {stops?.markets.includes(symbol) === true && <i className="tag tag-bad">{words.stopped}</i>}
            </span>
          ),
        },
        { name: admin.tick, number: true, cell: ({ price_tick, quote }) => `${readable(price_tick, true)} ${quote}` },
        { name: admin.lot, number: true, cell: ({ quantity_lot, base }) => `${readable(quantity_lot, true)} ${base}` },
        {
          name: admin.fees,
          number: true,
          cell: ({ maker_fee, taker_fee, fee_tiers }) =>
            `${percent(maker_fee)} / ${percent(taker_fee)}${fee_tiers.length > 1 ? ` (${numeral(fee_tiers.length)})` : ''}`,
        },
      ]}
      actions={(market) =>
        market.status === 'delisted' ? null : (
          <Actions market={market} isStopped={stops?.markets.includes(market.symbol) === true} />
        )
      }
    />
  );
}

/** "0.001" as "0.1 %". */
export function percent(rate: string): string {
  const parsed = parse(rate, 6);
  return parsed.kind === 'units' ? `${readable(plain(parsed.units, 4))} %` : rate;
}

interface ActionsProps {
  readonly market: MarketRules;
  readonly isStopped: boolean;
}

function Actions({ market, isStopped }: ActionsProps) {
  const words = useTradingWords();
  const marketAdmin = useMarketAdmin();
  const [open, setOpen] = useState<'rules' | 'state' | null>(null);
  const close = () => setOpen(null);
  const { symbol } = market;
  return (
    <>
      <button type="button" className="small-button" onClick={() => setOpen('rules')}>
        {words.change}
      </button>
      <button type="button" className="small-button" onClick={() => setOpen('state')}>
        {words.changeState}
      </button>
      <HaltButton market={market} />
      <StopButton what={symbol} isStopped={isStopped} onTurn={(stop) => marketAdmin.stopMarket(symbol, stop)} />
      {open === 'rules' && (
        <Dialog title={words.changeTitle(symbol)} wide onClose={close}>
          <AsRead value={market}>{(read) => <ChangeMarketForm market={read} onDone={close} />}</AsRead>
        </Dialog>
      )}
      {open === 'state' && (
        <Dialog title={words.stateOf(symbol)} onClose={close}>
          <StateForm market={market} onDone={close} />
        </Dialog>
      )}
    </>
  );
}

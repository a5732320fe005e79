/** Choice of the main account or an isolated one, and transfers between them. */
import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { Dialog } from '../../controls/dialog';
import { Form, FormFault } from '../../controls/Field';
import { useNotifier } from '../../controls/toasts';
import { useExchange, useSession } from '../../exchange/context';
import { moveIsolated } from '../../exchange/margin';
import type { Isolated, Market } from '../../exchange/model';
import { useFeatures, useMarkets } from '../../exchange/queries';
import { useMessages } from '../../language/language';
import { AmountField, useAvailable, useTypedAmount } from '../AmountField';
import { AssetChoice } from '../Chosen';
import { AllOf } from '../Convert';
import { useKeyed } from '../keyed';
import { sumText } from './MarginFigures';
import { useIsolatedAccounts, useMarginAccount } from './queries';
import { useMarginWords } from './words';

interface ChoiceProps {
  readonly isolated: Isolated;
  readonly onChoose: (isolated: Isolated) => void;
}

/** Markets of two assets that are lent can have an isolated account; it is opened by its first transfer. */
export function AccountChoice({ isolated, onChoose }: ChoiceProps) {
  const words = useMarginWords();
  const session = useSession();
  const { margin } = useFeatures();
  const opened = useIsolatedAccounts().data ?? [];
  const lent = new Set(useMarginAccount().data?.items.map(({ currency }) => currency));
  const markets = useMarkets().data ?? [];
  const symbols = markets
    .filter(({ base, quote }) => margin && lent.has(base.code) && lent.has(quote.code))
    .map(({ symbol }) => symbol);
  const values = [...new Set([...opened, ...symbols])].toSorted();
  const [way, setWay] = useState<'in' | 'out' | null>(null);
  const market = markets.find(({ symbol }) => symbol === isolated);
  const mayTrade = session.kind === 'in' && session.user.permissions.includes('trade');
  if (values.length === 0) {
    return null;
  }
  const button = (to: 'in' | 'out', word: string) => (
    <button type="button" className="small-button" onClick={() => setWay(to)}>
      {word}
    </button>
  );
  return (
    <>
      <div className="filters">
        <Choice<string>
          name="account"
          label={words.account}
          values={values}
          names={Object.fromEntries(values.map((symbol) => [symbol, words.isolatedIn(symbol)]))}
          none={words.mainAccount}
          chosen={isolated}
          onChoose={onChoose}
        />
        {isolated !== null && mayTrade && margin && button('in', words.moveIn)}
        {isolated !== null && mayTrade && button('out', words.moveOut)}
      </div>
      {isolated !== null && <p className="quiet">{words.isolatedNotice}</p>}
      {market !== undefined && way !== null && (
        <Dialog title={words.moves[way](market.symbol)} onClose={() => setWay(null)}>
          <MoveForm key={way} market={market} isIn={way === 'in'} onDone={() => setWay(null)} />
        </Dialog>
      )}
    </>
  );
}

interface MoveProps {
  readonly market: Market;
  readonly isIn: boolean;
  readonly onDone: () => void;
}

function MoveForm({ market, isIn, onDone }: MoveProps) {
  const words = useMarginWords();
  const messages = useMessages();
  const exchange = useExchange();
  const notifier = useNotifier();
  const [code, setCode] = useState(market.quote.code);
  const asset = code === market.base.code ? market.base : market.quote;
  const inMain = useAvailable(asset);
  const inIsolated = useMarginAccount({ isolated: market.symbol }).data;
  const leaving = inIsolated?.items.find(({ currency }) => currency === code)?.canLeave;
  const available = isIn ? inMain : leaving;
  const typed = useTypedAmount(asset, { most: available });
  const { busy, faults, send } = useKeyed({ fields: ['amount'], codes: { insufficient_funds: 'amount' } });
  const move = (): void =>
    send(async (key) => {
      if (typed.units !== null) {
        const request = { symbol: market.symbol, isIn, asset, units: typed.units };
        notifier.notify(words.isMoved(sumText(await moveIsolated(exchange, request, key)), asset.code));
        onDone();
      }
    });
  return (
    <Form onSend={move}>
      <AssetChoice
        codes={[market.quote.code, market.base.code]}
        chosen={code}
        onChoose={(chosen) => setCode(chosen ?? code)}
      />
      <AmountField asset={asset} typed={typed} refused={faults.fields['amount']} />
      <dl className="facts">
        <dt>{messages.available}</dt>
        <dd>
          <AllOf asset={asset} available={available} onAll={typed.type} />
        </dd>
      </dl>
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy || typed.units === null}>
        {isIn ? words.moveIn : words.moveOut}
      </button>
    </Form>
  );
}

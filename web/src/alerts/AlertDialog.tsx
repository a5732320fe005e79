import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import { newId } from '../exchange/id';
import type { Market } from '../exchange/model';
import { useTicker } from '../exchange/queries';
import { useMessages } from '../language/language';
import { priceText } from '../markets/figures';
import { plain } from '../money/money';
import { readable } from '../money/numerals';
import { useStored } from '../settings/stored';
import { judgePrice } from '../ticket/judge';
import { NumberField } from '../ticket/NumberField';
import { sayingOf } from '../ticket/saying';
import { addAlert, alerts, takeAlert } from './alerts';
import { useKept } from './kept';
import { useKeptWords } from './words';
import '../ticket/ticket.css';

interface AlertDialogProps {
  readonly market: Market;
  readonly onClose: () => void;
}

/** A person's price alerts for a market. */
export function AlertDialog({ market, onClose }: AlertDialogProps) {
  const messages = useMessages();
  const last = useTicker(market)?.last ?? null;
  const waiting = useStored(alerts).filter(({ symbol }) => symbol === market.symbol);
  const words = useKeptWords();
  const { canKeep, rows, keep, remove } = useKept(market);
  const [isKept, setKept] = useState(false);
  const [text, setText] = useState('');
  const judged = judgePrice(text, market);
  const add = (): void => {
    if (judged.units !== null) {
      const way = last !== null && judged.units < last ? 'below' : 'above';
      addAlert({ id: newId(), symbol: market.symbol, way, price: plain(judged.units, market.scales.price) });
      if (canKeep && isKept) {
        void keep(judged.units, way);
      }
      setText('');
    }
  };
  return (
    <Dialog title={messages.alertsOf(market.symbol.replace('-', '/'))} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <p className="quiet">{messages.alertsNotice}</p>
        <NumberField
          label={messages.price}
          unit={market.quote.code}
          step={market.tick}
          scale={market.scales.price}
          text={text}
          fault={text === '' ? null : sayingOf(judged.fault, messages)}
          onChange={setText}
        />
        {canKeep && (
          <label className="ticket-choice">
            <input type="checkbox" checked={isKept} onChange={({ target }) => setKept(target.checked)} />
            <span>
              {words.keep} <span className="quiet">{words.keepHint}</span>
            </span>
          </label>
        )}
        <button type="submit" className="primary" aria-disabled={judged.units === null}>
          {messages.addAlert}
        </button>
        <ul className="alerts">
          {waiting.map(({ id, way, price }) => (
            <li key={id}>
              <span className="number">{messages.alertWaits(way, readable(price, true))}</span>
              <button type="button" className="small-button" onClick={() => takeAlert(id)}>
                {messages.remove}
              </button>
            </li>
          ))}
          {rows.map(({ id, way, price }) => (
            <li key={id}>
              <span className="number">
                {messages.alertWaits(way, priceText(price, market))} <span className="quiet">{words.keptWay}</span>
              </span>
              <button type="button" className="small-button" onClick={() => void remove(id)}>
                {messages.remove}
              </button>
            </li>
          ))}
        </ul>
        {canKeep && <a href="#/risk/alerts">{words.webhooks}</a>}
      </form>
    </Dialog>
  );
}

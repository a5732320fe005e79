import { useState } from 'react';
import { Dialog } from '../controls/dialog';
import type { Order, OrderType, Side } from '../exchange/model';
import { useMessages } from '../language/language';
import type { CancelAllProps } from './CancelAll';

interface Choice {
  readonly market: string | null;
  readonly side: Side | null;
  readonly type: OrderType | null;
}

interface CancelDialogProps extends CancelAllProps {
  readonly onClose: () => void;
  readonly onCancel: (chosen: readonly Order[], choice: Choice) => void;
}

/** Asks which orders are canceled, and says how many and where. */
export function CancelDialog({ symbol, orders, onClose, onCancel }: CancelDialogProps) {
  const messages = useMessages();
  const [choice, setChoice] = useState<Choice>({ market: symbol, side: null, type: null });
  const { market, side, type } = choice;
  const chosen = orders.filter(
    (order) =>
      (market === null || order.symbol === market) &&
      (side === null || order.side === side) &&
      (type === null || order.type === type),
  );
  const symbols = [...new Set(orders.map((order) => order.symbol).concat(symbol ?? []))].sort();
  const types = [...new Set(orders.map((order) => order.type))];
  const nameOf = (of: string): string => of.replace('-', '/');
  const markets = [...new Set(chosen.map((order) => nameOf(order.symbol)))];
  return (
    <Dialog title={messages.cancelAllTitle} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          onCancel(chosen, choice);
        }}
      >
        <div className="cancel-choices">
          <Choose
            label={messages.marketName}
            all={messages.allMarkets}
            of={symbols}
            name={nameOf}
            chosen={market}
            onChoose={(market) => setChoice({ ...choice, market })}
          />
          <Choose
            label={messages.side}
            all={messages.bothSides}
            of={['buy', 'sell'] as const}
            name={(of) => messages[of]}
            chosen={side}
            onChoose={(side) => setChoice({ ...choice, side })}
          />
          <Choose
            label={messages.type}
            all={messages.allTypes}
            of={types}
            name={(of) => messages[of]}
            chosen={type}
            onChoose={(type) => setChoice({ ...choice, type })}
          />
        </div>
        <p aria-live="polite">
          {chosen.length === 0
            ? messages.noOpenOrders
            : market === null
              ? messages.cancelAllEverywhere(chosen.length, markets.join(', '))
              : messages.cancelAllOf(chosen.length, nameOf(market))}
        </p>
        <div className="form-choices">
          <button type="button" className="secondary" data-first onClick={onClose}>
            {messages.back}
          </button>
          <button type="submit" className="primary sure" disabled={chosen.length === 0}>
            {messages.cancelAll}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChooseProps<T extends string> {
  readonly label: string;
  /** The choice of all of them. */
  readonly all: string;
  readonly of: readonly T[];
  readonly name: (of: T) => string;
  readonly chosen: T | null;
  readonly onChoose: (chosen: T | null) => void;
}

function Choose<T extends string>({ label, all, of, name, chosen, onChoose }: ChooseProps<T>) {
  return (
    <label>
      <span className="quiet">{label}</span>
      <select
        value={chosen ?? ''}
        onChange={({ target }) => onChoose(of.find((choice) => choice === target.value) ?? null)}
      >
        <option value="">{all}</option>
        {of.map((choice) => (
          <option key={choice} value={choice}>
            {name(choice)}
          </option>
        ))}
      </select>
    </label>
  );
}

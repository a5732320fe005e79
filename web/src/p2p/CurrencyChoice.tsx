import { useId } from 'react';
import { useP2pOverview } from '../exchange/p2p';
import { useCurrencies } from './currencies';
import { useP2pWords } from './words';

interface CurrencyChoiceProps {
  readonly chosen: string;
  /** The asset, which cannot be paid with itself. */
  readonly besides: string;
  readonly fault?: string | undefined;
  readonly onChoose: (currency: string) => void;
}

/** A currency of payments; those that have offers come first. */
export function CurrencyChoice({ chosen, besides, fault, onChoose }: CurrencyChoiceProps) {
  const words = useP2pWords();
  const id = useId();
  const all = useCurrencies().filter(({ code }) => code !== besides);
  const { data } = useP2pOverview();
  const offered = new Set((data?.pairs ?? []).map(({ currency }) => currency));
  const first = all.filter(({ code }) => offered.has(code));
  const rest = all.filter(({ code }) => !offered.has(code));
  const options = (currencies: typeof all) =>
    currencies.map(({ code, label }) => (
      <option key={code} value={code}>
        {label}
      </option>
    ));
  return (
    <div className="form-field">
      <label htmlFor={id}>{words.currency}</label>
      <select
        id={id}
        name="currency"
        value={chosen}
        aria-invalid={fault !== undefined}
        onChange={({ target }) => onChoose(target.value)}
      >
        {first.length > 0 && <optgroup label={words.withOffers}>{options(first)}</optgroup>}
        <optgroup label={words.allCurrencies}>{options(rest)}</optgroup>
      </select>
      {fault !== undefined && <small className="form-fault">{fault}</small>}
    </div>
  );
}

import { useState } from 'react';
import { useStored } from '../settings/stored';
import { CATALOGUE, KINDS, type Kind } from './catalogue';
import { indicators, isNumber, usual, type Chosen } from './chosen';
import { usePanelWords } from './panel-words';

/** The indicators to choose from, with their numbers. */
export function IndicatorList() {
  const words = usePanelWords();
  const chosen = useStored(indicators);
  const [sought, setSought] = useState('');
  const found = KINDS.filter((kind) =>
    `${words.kinds[kind]} ${CATALOGUE[kind].short}`.toLocaleLowerCase().includes(sought.trim().toLocaleLowerCase()),
  );
  return (
    <div className="chart-form">
      <label className="chart-named">
        {words.search}
        <input type="search" className="chart-text" value={sought} onChange={({ target }) => setSought(target.value)} />
      </label>
      <div className="chart-indicators">
        {found.map((kind) => (
          <IndicatorRow key={kind} kind={kind} chosen={chosen} />
        ))}
      </div>
    </div>
  );
}

function IndicatorRow({ kind, chosen }: { readonly kind: Kind; readonly chosen: Chosen }) {
  const words = usePanelWords();
  const numbers = chosen[kind];
  const name = words.kinds[kind];
  const change = (next: readonly number[] | undefined): void => indicators.set({ ...chosen, [kind]: next });
  return (
    <div className="chart-menu-row">
      <label>
        <input
          type="checkbox"
          checked={numbers !== undefined}
          onChange={({ target }) => change(target.checked ? usual(kind) : undefined)}
        />
        {name}
      </label>
      {numbers?.map((number, at) => {
        const spec = CATALOGUE[kind].numbers[at];
        return (
          <input
            key={at}
            type="number"
            className="chart-period number"
            aria-label={words.numbersOf(name, at + 1)}
            title={kind === 'vwap' && at === 0 ? words.wholeDay : undefined}
            min={spec?.least}
            max={spec?.most}
            step={spec?.step}
            defaultValue={number}
            onChange={({ target }) => {
              const typed = target.valueAsNumber;
              if (isNumber(kind, at, typed)) {
                change(numbers.map((other, index) => (index === at ? typed : other)));
              }
            }}
          />
        );
      })}
    </div>
  );
}

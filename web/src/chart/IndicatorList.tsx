import { useState } from 'react';
import { readable } from '../money/numerals';
import { useStored } from '../settings/stored';
import { CATALOGUE, KINDS, type Kind } from './catalogue';
import { indicators, isNumber, usual, type Chosen } from './chosen';
import { lineColours, uncolour } from './line-colours';
import { LineColourInputs } from './LineColourInputs';
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
  const isColoured = useStored(lineColours)[kind] !== undefined;
  // Counts how often the usual numbers were taken: the fields then begin anew.
  const [taken, setTaken] = useState(0);
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
      {numbers !== undefined && (
        <div className="chart-numbers">
          {numbers.map((number, at) => (
            <NumberInput
              key={`${at} ${taken}`}
              kind={kind}
              at={at}
              begun={number}
              onNumber={(typed) => change(numbers.map((other, index) => (index === at ? typed : other)))}
            />
          ))}
          <LineColourInputs kind={kind} numbers={numbers} />
          {(String(numbers) !== String(usual(kind)) || isColoured) && (
            <button
              type="button"
              className="link"
              aria-label={words.numbersOf(name, words.usual)}
              onClick={() => {
                change(usual(kind));
                uncolour(kind);
                setTaken(taken + 1);
              }}
            >
              {words.usual}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

interface NumberInputProps {
  readonly kind: Kind;
  readonly at: number;
  /** Initial value of the field. */
  readonly begun: number;
  readonly onNumber: (typed: number) => void;
}

/** A number of an indicator; one that it does not take is marked, with the numbers that it does. */
function NumberInput({ kind, at, begun, onNumber }: NumberInputProps) {
  const words = usePanelWords();
  const [isWrong, setWrong] = useState(false);
  const spec = CATALOGUE[kind].numbers[at];
  if (spec === undefined) {
    return null;
  }
  const label = words.numberNames[spec.name];
  const range = words.between(readable(String(spec.least)), readable(String(spec.most)));
  const isDay = kind === 'vwap' && at === 0;
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        className="chart-period number"
        aria-label={words.numbersOf(
          words.kinds[kind],
          CATALOGUE[kind].numbers.length > 1 ? `${label} ${at + 1}` : label,
        )}
        aria-invalid={isWrong}
        title={isDay ? words.wholeDay : range}
        min={spec.least}
        max={spec.most}
        step={spec.step}
        defaultValue={begun}
        onChange={({ target }) => {
          const typed = target.valueAsNumber;
          const isRight = isNumber(kind, at, typed);
          setWrong(!isRight);
          if (isRight) {
            onNumber(typed);
          }
        }}
      />
      {isWrong && (
        <span role="alert" className="chart-wrong">
          {range}
        </span>
      )}
    </label>
  );
}

import { useId, useRef, useState } from 'react';
import { KINDS, leastOf, PERIOD_MAX, USUAL, type Chosen, type Kind } from './chosen';
import { useChartWords } from './words';

interface IndicatorMenuProps {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

/** Which indicators are on the chart, and their numbers. */
export function IndicatorMenu({ chosen, onChoose }: IndicatorMenuProps) {
  const words = useChartWords();
  const panel = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const count = KINDS.filter((kind) => chosen[kind] !== undefined).length;
  return (
    <div
      className="chart-menu"
      ref={root}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) {
          event.stopPropagation();
          setOpen(false);
          button.current?.focus();
        }
      }}
      onBlur={({ relatedTarget }) => {
        if (relatedTarget !== null && root.current?.contains(relatedTarget) !== true) {
          setOpen(false);
        }
      }}
    >
      <button
        ref={button}
        type="button"
        className="chart-interval"
        aria-expanded={isOpen}
        aria-controls={panel}
        onClick={() => setOpen(!isOpen)}
      >
        {words.indicators}
        {count > 0 && ` (${count})`}
      </button>
      <div id={panel} className="chart-menu-panel" hidden={!isOpen}>
        {KINDS.map((kind) => (
          <IndicatorRow key={kind} kind={kind} chosen={chosen} onChoose={onChoose} />
        ))}
      </div>
    </div>
  );
}

function IndicatorRow({ kind, chosen, onChoose }: IndicatorMenuProps & { readonly kind: Kind }) {
  const words = useChartWords();
  const numbers = chosen[kind];
  const least = leastOf(kind);
  const name = words.kinds[kind];
  return (
    <div className="chart-menu-row">
      <label>
        <input
          type="checkbox"
          checked={numbers !== undefined}
          onChange={({ target }) => onChoose({ ...chosen, [kind]: target.checked ? USUAL[kind] : undefined })}
        />
        {name}
      </label>
      {numbers?.map((number, at) => (
        <input
          key={at}
          type="number"
          className="chart-period number"
          aria-label={words.numbersOf(name, at + 1)}
          title={kind === 'vwap' ? words.wholeDay : undefined}
          min={least}
          max={PERIOD_MAX}
          defaultValue={number}
          onChange={({ target }) => {
            const typed = target.valueAsNumber;
            if (Number.isInteger(typed) && typed >= least && typed <= PERIOD_MAX) {
              onChoose({ ...chosen, [kind]: numbers.map((other, index) => (index === at ? typed : other)) });
            }
          }}
        />
      ))}
    </div>
  );
}

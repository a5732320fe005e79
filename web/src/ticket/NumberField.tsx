import { useId } from 'react';
import { most, plain } from '../money/money';
import { inLatin, parseTyped, understood } from '../money/typed';

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly text: string;
  readonly step: bigint;
  readonly scale: number;
  readonly placeholder?: string;
  /** Its fault, for a person; null while there is none. */
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
}

/** A decimal as text: kept as it was typed, moved by arrow keys and buttons in exact steps. */
export function NumberField({ label, unit, text, step, scale, placeholder = '0', fault, onChange }: NumberFieldProps) {
  const id = useId();
  const move = (steps: bigint) => {
    const parsed = parseTyped(text === '' ? '0' : text, scale);
    if (parsed.kind === 'units') {
      onChange(plain(most(parsed.units - (parsed.units % step) + steps * step, 0n), scale));
    }
  };
  // Left alone, it shows how it was understood.
  const settle = (): void => {
    const meant = understood(text, scale);
    if (meant.kind === 'decimal' && meant.text !== text) {
      onChange(meant.text);
    }
  };
  return (
    <div className={`field ${fault === null ? '' : 'field-faulty'}`}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="number"
        inputMode="decimal"
        autoComplete="off"
        dir="ltr"
        placeholder={placeholder}
        value={text}
        aria-invalid={fault !== null}
        aria-describedby={`${id}-fault`}
        onChange={(event) => onChange(inLatin(event.target.value))}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
            event.preventDefault();
            move(event.key === 'ArrowUp' ? 1n : -1n);
          }
        }}
      />
      {unit !== '' && <span className="field-unit">{unit}</span>}
      <span className="field-steps" aria-hidden>
        <button type="button" tabIndex={-1} onClick={() => move(1n)}>
          ▴
        </button>
        <button type="button" tabIndex={-1} onClick={() => move(-1n)}>
          ▾
        </button>
      </span>
      <span className="field-fault" id={`${id}-fault`}>
        {fault}
      </span>
    </div>
  );
}

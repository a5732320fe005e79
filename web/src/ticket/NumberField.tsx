import { useId } from 'react';
import { most, parse, plain } from '../money/money';

interface NumberFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly text: string;
  readonly step: bigint;
  readonly scale: number;
  readonly placeholder?: string;
  /** What is wrong with it, for a person; null while nothing is. */
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
}

/** A decimal as text: typed as it is, moved by arrow keys and buttons in exact steps. */
export function NumberField({ label, unit, text, step, scale, placeholder = '0', fault, onChange }: NumberFieldProps) {
  const id = useId();
  const move = (steps: bigint) => {
    const parsed = parse(text === '' ? '0' : text, scale);
    if (parsed.kind === 'units') {
      onChange(plain(most(parsed.units - (parsed.units % step) + steps * step, 0n), scale));
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
        onChange={(event) => onChange(typedDecimal(event.target.value))}
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

const PERSIAN_ZERO = '۰'.charCodeAt(0);
const ARABIC_ZERO = '٠'.charCodeAt(0);

/** Digits of Persian and Arabic keyboards become the exchange's, group separators go. */
function typedDecimal(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO))
    .replace(/٫/g, '.')
    .replace(/[\s,٬]/g, '');
}

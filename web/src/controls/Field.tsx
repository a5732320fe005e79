import { useId, type ReactNode } from 'react';
import type { Faults } from './faults';
import './controls.css';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete?: string;
  readonly type?: 'text' | 'email' | 'password' | 'datetime-local' | 'number';
  readonly least?: number;
  readonly most?: number;
  /** How many lines; one if left out. */
  readonly lines?: number;
  readonly hint?: ReactNode;
  readonly focused?: boolean;
  readonly optional?: boolean;
  readonly initial?: string;
  readonly inputMode?: 'numeric';
  readonly faults?: Faults;
}

/** A labelled text of a form, with what is wrong with it below. */
export function Field({ name, label, hint, faults, ...input }: FieldProps) {
  const id = useId();
  const fault = faults?.fields[name];
  const { autoComplete = 'off', least = 1, most = 100, optional = false, initial, focused = false } = input;
  const common = {
    id,
    name,
    required: !optional,
    minLength: optional ? undefined : least,
    maxLength: most,
    defaultValue: initial,
    'data-first': focused ? '' : undefined,
    'aria-invalid': fault !== undefined,
    'aria-describedby': fault !== undefined || hint !== undefined ? `${id}-said` : undefined,
  };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      {input.lines === undefined ? (
        <input
          {...common}
          type={input.type ?? 'text'}
          inputMode={input.inputMode}
          autoComplete={autoComplete}
          dir="auto"
        />
      ) : (
        <textarea {...common} rows={input.lines} dir="ltr" spellCheck={false} />
      )}
      {(fault !== undefined || hint !== undefined) && (
        <small id={`${id}-said`} className={fault === undefined ? 'quiet' : 'form-fault'}>
          {fault ?? hint}
        </small>
      )}
    </div>
  );
}

/** What no field can be blamed for. */
export function FormFault({ faults }: { readonly faults: Faults }) {
  // There before it says something, so that a screen reader hears it.
  return (
    <p className="form-fault" role="alert">
      {faults.whole}
    </p>
  );
}

interface FormProps {
  readonly onSend: (form: FormData) => void;
  readonly children: ReactNode;
  readonly className?: string;
}

export function Form({ onSend, children, className = 'form' }: FormProps) {
  return (
    <form
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(new FormData(event.currentTarget));
      }}
    >
      {children}
    </form>
  );
}

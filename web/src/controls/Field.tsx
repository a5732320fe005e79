import { createContext, useContext, useId, useState, type ReactNode } from 'react';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { useReread } from './AsRead';
import type { Faults } from './faults';
import './controls.css';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete?: string;
  readonly type?: 'text' | 'email' | 'password' | 'datetime-local' | 'date' | 'number';
  readonly least?: number;
  readonly most?: number;
  /** How many lines; one if left out. */
  readonly lines?: number;
  /** True if they are sentences, not lists for machines. */
  readonly prose?: boolean;
  readonly hint?: ReactNode;
  readonly focused?: boolean;
  readonly optional?: boolean;
  readonly initial?: string;
  readonly inputMode?: 'numeric';
  /** Suggested values besides free text. */
  readonly offers?: readonly string[];
  /** Hears what is typed, where something else follows from it. */
  readonly onTyped?: (text: string) => void;
  readonly faults?: Faults;
}

/** A labelled text of a form, with what is wrong with it below. */
export function Field({ name, label, hint, faults, ...input }: FieldProps) {
  const id = useId();
  const own = useContext(OwnFaults)[name];
  const fault = own ?? faults?.fields[name];
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
          list={input.offers === undefined ? undefined : `${id}-offers`}
          autoComplete={autoComplete}
          dir="auto"
          onChange={({ target }) => input.onTyped?.(target.value)}
        />
      ) : (
        <textarea {...common} rows={input.lines} dir={input.prose ? 'auto' : 'ltr'} spellCheck={input.prose ?? false} />
      )}
      {input.offers !== undefined && (
        <datalist id={`${id}-offers`}>
          {input.offers.map((offer) => (
            <option key={offer} value={offer} />
          ))}
        </datalist>
      )}
      {(fault !== undefined || hint !== undefined) && (
        <small id={`${id}-said`} className={fault === undefined ? 'quiet' : 'form-fault'}>
          {fault ?? hint}
        </small>
      )}
    </div>
  );
}

/** Faults of no single field. A conflict with a change that came before has a link to the present state. */
export function FormFault({ faults }: { readonly faults: Faults }) {
  const messages = useMessages();
  const reread = useReread();
  // There before it says something, so that a screen reader hears it.
  return (
    <>
      <p className="form-fault" role="alert">
        {faults.whole}
      </p>
      {faults.isStale === true && reread !== null && (
        <button type="button" className="secondary" onClick={reread}>
          {messages.reread}
        </button>
      )}
    </>
  );
}

interface FormProps {
  /** @param empty clears what was typed; the focus stays where it is */
  readonly onSend: (form: FormData, empty: () => void) => void;
  readonly children: ReactNode;
  readonly className?: string;
}

/** Faults that a form finds before it is sent, by the name of the field. */
const OwnFaults = createContext<Readonly<Record<string, string>>>({});

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** Says in the page's language what the browser would say in its own. */
export function Form({ onSend, children, className = 'form' }: FormProps) {
  const messages = useMessages();
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const sent = event.currentTarget;
        const wrong = controlsOf(sent).filter(({ validity }) => !validity.valid);
        setOwn(Object.fromEntries(wrong.map((control) => [control.name, faultOf(control, messages)])));
        if (wrong.length === 0) {
          onSend(new FormData(sent), () => sent.reset());
        } else {
          wrong[0]?.focus();
        }
      }}
    >
      <OwnFaults value={own}>{children}</OwnFaults>
    </form>
  );
}

const controlsOf = (form: HTMLFormElement): readonly Control[] =>
  [...form.elements].filter(
    (element): element is Control =>
      (element instanceof HTMLInputElement ||
        element instanceof HTMLTextAreaElement ||
        element instanceof HTMLSelectElement) &&
      element.name !== '',
  );

function faultOf(control: Control, messages: Messages): string {
  const { validity } = control;
  if (validity.valueMissing) {
    return messages.fieldMissing;
  }
  if (validity.typeMismatch) {
    return messages.fieldNoEmail;
  }
  if (validity.tooShort && 'minLength' in control) {
    return messages.fieldTooShort(control.minLength);
  }
  return validity.badInput ? messages.fieldUnreadable : messages.fieldWrong;
}

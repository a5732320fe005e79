import type { ReactNode } from 'react';
import { useMessages } from '../language/language';
import { NumberField } from '../ticket/NumberField';
import { sayingOf } from '../ticket/saying';
import type { useTyped } from './use-typed';
import '../ticket/ticket.css';

/** A number of an open order that can be typed anew. */
export interface NumberOf {
  readonly label: string;
  readonly typed: Pick<ReturnType<typeof useTyped<bigint>>, 'text' | 'fault' | 'setText'>;
  readonly unit: string;
  readonly step: bigint;
  readonly scale: number;
}

interface NumbersFormProps {
  readonly fields: readonly NumberOf[];
  readonly notice: ReactNode;
  /** Refusal of the exchange; null if there is none. */
  readonly fault: string | null;
  readonly isReady: boolean;
  readonly action: string;
  readonly onSend: () => void;
}

/** Numbers of an open order that are changed together. */
export function NumbersForm({ fields, notice, fault, isReady, action, onSend }: NumbersFormProps) {
  const messages = useMessages();
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      {fields.map(({ label, typed, ...of }) => (
        <NumberField
          key={label}
          label={label}
          {...of}
          text={typed.text}
          fault={sayingOf(typed.fault, messages)}
          onChange={typed.setText}
        />
      ))}
      <p className="quiet">{notice}</p>
      {fault !== null && (
        <p className="form-fault" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" className="primary" aria-disabled={!isReady}>
        {action}
      </button>
    </form>
  );
}

import type { ReactNode } from 'react';

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly autoComplete: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly least?: number;
  readonly hint?: ReactNode;
  readonly focused?: boolean;
}

/** A labelled text of a form. */
export function Field({ name, label, autoComplete, type = 'text', least = 1, hint, focused = false }: FieldProps) {
  return (
    <label className="form-field">
      <span>{label}</span>
      <input
        name={name}
        type={type}
        autoComplete={autoComplete}
        required
        minLength={least}
        maxLength={100}
        dir="auto"
        autoFocus={focused}
      />
      {hint !== undefined && <small className="quiet">{hint}</small>}
    </label>
  );
}

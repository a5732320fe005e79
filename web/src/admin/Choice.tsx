import { useId } from 'react';

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly label: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly chosen: T | null;
  /** Said for none of the values; left out where one has to be chosen. */
  readonly none?: string;
  readonly fault?: string | undefined;
  readonly onChoose?: (value: T | null) => void;
}

/** One of a few, with its label. */
export function Choice<T extends string>(choice: ChoiceProps<T>) {
  const { name, label, values, names, chosen, none, fault, onChoose } = choice;
  const id = useId();
  const selection = onChoose === undefined ? { defaultValue: chosen ?? '' } : { value: chosen ?? '' };
  return (
    <div className="form-field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name={name}
        {...selection}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-said`}
        onChange={(event) => onChoose?.(values.find((value) => value === event.target.value) ?? null)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {values.map((value) => (
          <option key={value} value={value}>
            {names[value]}
          </option>
        ))}
      </select>
      {fault !== undefined && (
        <small id={`${id}-said`} className="form-fault">
          {fault}
        </small>
      )}
    </div>
  );
}

interface ChecksProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>> | null;
  readonly chosen: readonly string[];
  readonly fault?: string | undefined;
}

/** Any of a few; the form holds what is checked under one name. */
export function Checks<T extends string>({ name, legend, values, names, chosen, fault }: ChecksProps<T>) {
  return (
    <fieldset className="checks">
      <legend>{legend}</legend>
      {values.map((value) => (
        <label key={value}>
          <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
          {names === null ? <span className="number">{value}</span> : names[value]}
        </label>
      ))}
      {fault !== undefined && (
        <small className="form-fault" role="alert">
          {fault}
        </small>
      )}
    </fieldset>
  );
}

/** Which of the values are checked. */
export function checkedIn<T extends string>(form: FormData, name: string, values: readonly T[]): readonly T[] {
  const checked = form.getAll(name);
  return values.filter((value) => checked.includes(value));
}

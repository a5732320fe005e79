import type { ReactNode } from 'react';

interface FactsProps {
  /** Missing values are left out. */
  readonly of: readonly (readonly [name: string, value: ReactNode] | null)[];
}

/** Facts about a subject, line by line. */
export function Facts({ of }: FactsProps) {
  return (
    <dl className="facts">
      {of.map((fact) => fact && [<dt key={fact[0]}>{fact[0]}</dt>, <dd key={`${fact[0]} value`}>{fact[1]}</dd>])}
    </dl>
  );
}

interface WarningProps {
  readonly role: 'alert' | 'note';
  readonly title: string;
  readonly children: ReactNode;
}

/** Faults and delays. */
export function Warning({ role, title, children }: WarningProps) {
  return (
    <p className="once" role={role}>
      <span>
        <i className="tag tag-warn">{title}</i> {children}
      </span>
    </p>
  );
}

import type { ReactNode } from 'react';

interface FactsProps {
  /** What is not there is left out. */
  readonly of: readonly (readonly [name: string, value: ReactNode] | null)[];
}

/** What is known of something, line by line. */
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

/** What does not go as it should. */
export function Warning({ role, title, children }: WarningProps) {
  return (
    <p className="once" role={role}>
      <span>
        <i className="tag tag-warn">{title}</i> {children}
      </span>
    </p>
  );
}

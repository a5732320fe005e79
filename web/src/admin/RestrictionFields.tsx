import type { Faults } from '../controls/faults';
import { Field } from '../controls/Field';
import { typed } from '../controls/submit';
import type { CaseRestrictionKind } from '../exchange/surveillance';
import { Choice } from './Choice';
import { useAdminWords } from './words';

interface EndsFieldProps {
  /** The exchange's path of the restriction in the request. */
  readonly prefix?: string;
  readonly faults: Faults;
}

interface KindChoiceProps<K extends CaseRestrictionKind> extends EndsFieldProps {
  readonly kinds: readonly K[];
  readonly kind: K;
  readonly onKind: (kind: K | null) => void;
}

/** To what a user is restricted, and what that means. */
export function KindChoice<K extends CaseRestrictionKind>({
  prefix = '',
  kinds,
  kind,
  faults,
  onKind,
}: KindChoiceProps<K>) {
  const words = useAdminWords();
  const name = `${prefix}kind`;
  return (
    <>
      <Choice<K>
        name={name}
        label={words.restriction}
        values={kinds}
        names={words.restrictionKinds}
        chosen={kind}
        fault={faults.fields[name]}
        onChoose={onKind}
      />
      <p className="quiet">{words.restrictionMeans[kind]}</p>
    </>
  );
}

/** Until when. */
export function EndsField({ prefix = '', faults }: EndsFieldProps) {
  const words = useAdminWords();
  return (
    <Field
      name={`${prefix}ends_at`}
      type="datetime-local"
      label={words.restrictEnds}
      hint={words.restrictEndsHint}
      optional
      faults={faults}
    />
  );
}

/** The chosen end; null: until an administrator ends it. */
export function endsIn(form: FormData, prefix = ''): string | null {
  const ends = typed(form, `${prefix}ends_at`);
  return ends === '' ? null : new Date(ends).toISOString();
}

/** Where to say what was wrong with a form: at the field, or below all of them. */
import type { Problem, ProblemCode } from '../exchange/problem';
import { isEnglish, saying, type Messages } from '../language/messages';

export interface Faults {
  /** Faults that belong to no field. */
  readonly whole: string | null;
  /** By the name of the field. */
  readonly fields: Readonly<Record<string, string>>;
  /** True if what the form is of was changed since it was read. */
  readonly isStale?: boolean;
}

export const NO_FAULTS: Faults = { whole: null, fields: {} };

/** A form's own faults. */
export interface Blame {
  /** The fields it shows; a fault of another is said below. */
  readonly fields?: readonly string[];
  /** The rule of a field, in the page's words; else the exchange's. */
  readonly rules?: Readonly<Record<string, string>>;
  /** Which field a problem is about, by its code. */
  readonly codes?: ByCode;
  /** Texts for problems that replace the page's usual ones, by the problem's code. */
  readonly sayings?: ByCode;
}

type ByCode = Readonly<Partial<Record<ProblemCode, string>>>;

const at = (texts: ByCode, code: string): string | undefined => (texts as Readonly<Record<string, string>>)[code];

export function faultsOf(problem: Problem, blame: Blame, messages: Messages): Faults {
  const text = at(blame.sayings ?? {}, problem.code) ?? saying(problem, messages);
  const field = at(blame.codes ?? {}, problem.code);
  if (field !== undefined) {
    return { whole: null, fields: { [field]: text } };
  }
  const fields: Record<string, string> = {};
  const others: string[] = [];
  for (const fault of problem.fields) {
    const name = blame.fields?.find((shown) => fault.field === shown || fault.field.startsWith(`${shown}.`));
    if (name === undefined) {
      others.push(`${fault.field}: ${fault.rule}`);
    } else {
      fields[name] ??= blame.rules?.[name] ?? (isEnglish(messages) ? fault.rule : messages.fieldWrong);
    }
  }
  if (Object.keys(fields).length === 0 && others.length === 0) {
    return problem.code === 'version_changed' ? { whole: text, fields, isStale: true } : { whole: text, fields };
  }
  if (others.length === 0) {
    return { whole: null, fields };
  }
  return { whole: isEnglish(messages) ? others.join('; ') : text, fields };
}

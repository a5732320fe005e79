import { Choice } from '../admin/Choice';
import type { Faults } from '../controls/faults';
import { Field } from '../controls/Field';
import { typed } from '../controls/submit';
import type { Parameter } from '../exchange/strategies';
import { plainly, readable } from '../money/numerals';
import { useSpeech } from '../language/language';
import { useStrategyWords } from './words';

/** Strategies that declare it use the interval of the candles. */
const INTERVAL = 'interval';

export const chosenParametersOf = (declared: readonly Parameter[]): readonly Parameter[] =>
  declared.filter(({ name }) => name !== INTERVAL);

/** Name of a parameter in a request, and of its field. */
export const fieldOf = ({ name }: Parameter): string => `parameters.${name}`;

/** Values of the parameters as they were typed. */
export const valuesIn = (form: FormData, parameters: readonly Parameter[]): Readonly<Record<string, string>> =>
  Object.fromEntries(parameters.map((each) => [each.name, plainly(typed(form, fieldOf(each)))]));

interface ParameterFieldsProps {
  readonly parameters: readonly Parameter[];
  /** Values to begin with, where they are not the defaults. */
  readonly first?: Readonly<Record<string, string>>;
  readonly faults: Faults;
}

/** A field for each parameter that a strategy declares. */
export function ParameterFields({ parameters, first = {}, faults }: ParameterFieldsProps) {
  const words = useStrategyWords();
  return parameters.length === 0 ? null : (
    <fieldset className="strategy-fields">
      <legend>{words.parameters}</legend>
      {parameters.map((each) => (
        <ParameterField key={each.name} of={each} first={first[each.name] ?? each.default_value} faults={faults} />
      ))}
    </fieldset>
  );
}

interface ParameterFieldProps {
  readonly of: Parameter;
  readonly first: string;
  readonly faults: Faults;
}

function ParameterField({ of, first, faults }: ParameterFieldProps) {
  const words = useStrategyWords();
  const { language } = useSpeech();
  const { name, type, choices, min, max } = of;
  const meaning = words.parameterMeanings[of.meaning] ?? of.meaning;
  const isEnglish = language === 'en' || meaning === of.meaning;
  if (type === 'flag' || type === 'choice') {
    const offered = type === 'flag' ? ['true', 'false'] : choices;
    return (
      <div>
        <Choice<string>
          name={fieldOf(of)}
          label={name}
          values={offered}
          names={Object.fromEntries(offered.map((each) => [each, words.choiceNames[each] ?? each]))}
          chosen={first}
          fault={faults.fields[fieldOf(of)]}
        />
        <small className="quiet strategy-meaning" dir="auto" lang={isEnglish ? 'en' : undefined}>
          {meaning}
        </small>
      </div>
    );
  }
  return (
    <Field
      name={fieldOf(of)}
      label={name}
      initial={first}
      most={40}
      faults={faults}
      hint={
        <>
          <span className="strategy-meaning" dir="auto" lang={isEnglish ? 'en' : undefined}>
            {meaning}
          </span>{' '}
          <span className="strategy-meaning">{words.range(readable(min ?? '', true), readable(max ?? '', true))}</span>
        </>
      }
    />
  );
}

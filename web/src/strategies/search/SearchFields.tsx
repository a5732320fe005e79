import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import type { Faults } from '../../controls/faults';
import { Field } from '../../controls/Field';
import { typed } from '../../controls/submit';
import type { Parameter, Search } from '../../exchange/strategies';
import { plainly } from '../../money/numerals';
import { useStrategyWords } from '../words';
import { useSearchWords } from './words';

const METHODS = ['grid', 'random'] as const;
const VALIDATIONS = ['none', 'walk_forward', 'purged_folds'] as const;
const OBJECTIVES = ['sharpe', 'total_return', 'sortino', 'calmar', 'max_drawdown', 'profit_factor'] as const;
const TRIALS = 100;
const PARTS = 4;

export const searchFieldOf = ({ name }: Parameter): string => `search.values.${name}`;

interface SearchFieldsProps {
  readonly parameters: readonly Parameter[];
  readonly faults: Faults;
}

/** Fields of a search, which tries many values instead of one; closed at first. */
export function SearchFields({ parameters, faults }: SearchFieldsProps) {
  const words = useSearchWords();
  const { figureNames } = useStrategyWords();
  const [isOpen, setOpen] = useState(false);
  const [method, setMethod] = useState<(typeof METHODS)[number]>('grid');
  const varied = parameters.filter(({ type }) => type !== 'flag');
  return varied.length === 0 ? null : (
    <details className="strategy-search" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.search}</summary>
      {isOpen && (
        <>
          <p className="quiet">{words.searchNotice}</p>
          <div className="strategy-fields">
            {varied.map((each) => (
              <Field
                key={each.name}
                name={searchFieldOf(each)}
                label={words.valuesOf(each.name)}
                hint={words.valuesHint}
                optional
                most={200}
                faults={faults}
              />
            ))}
          </div>
          <div className="strategy-fields">
            <Choice<(typeof METHODS)[number]>
              name="search.method"
              label={words.method}
              values={METHODS}
              names={words.methods}
              chosen={method}
              onChoose={(each) => setMethod(each ?? 'grid')}
            />
            {method === 'random' && (
              <Field name="search.trials" label={words.trialCount} initial={String(TRIALS)} most={4} faults={faults} />
            )}
            <Choice<string>
              name="search.objective"
              label={words.objective}
              values={OBJECTIVES}
              names={figureNames}
              chosen="sharpe"
              fault={faults.fields['search.objective']}
            />
            <Choice<(typeof VALIDATIONS)[number]>
              name="search.validation"
              label={words.validation}
              values={VALIDATIONS}
              names={words.validations}
              chosen="none"
              fault={faults.fields['search.validation']}
            />
          </div>
        </>
      )}
    </details>
  );
}

/** The search that was filled in; nothing where no parameter has values. */
export function searchIn(form: FormData, parameters: readonly Parameter[]): { readonly search?: Search } {
  const values = Object.fromEntries(
    parameters
      .map((each) => [each.name, plainly(typed(form, searchFieldOf(each)))] as const)
      .filter(([, text]) => text !== ''),
  );
  if (Object.keys(values).length === 0) {
    return {};
  }
  const method = typed(form, 'search.method') === 'random' ? 'random' : 'grid';
  const validation = VALIDATIONS.find((each) => each === typed(form, 'search.validation')) ?? 'none';
  return {
    search: {
      ...{ method, values, objective: typed(form, 'search.objective') },
      ...(method === 'random' ? { trials: Number(plainly(typed(form, 'search.trials'))) } : {}),
      ...(validation === 'none' ? {} : { validation: { method: validation, parts: PARTS } }),
    },
  };
}

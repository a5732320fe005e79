import { useState, type ReactNode } from 'react';
import { Choice } from '../admin/Choice';
import {
  useBuiltIn,
  useOwnStrategies,
  useSource,
  type BacktestRequest,
  type BuiltIn,
  type OwnStrategy,
  type Parameter,
} from '../exchange/strategies';
import { Loaded } from '../pages/Records';
import { isOfTwoMarkets } from './request';
import { builtKey, ownKey, titleOf } from './subject';
import { useStrategyWords } from './words';

/** A strategy with what a form has to ask for it. */
export interface ChosenStrategy {
  /** Key of the strategy in the address. */
  readonly key: string;
  readonly of: Pick<BacktestRequest, 'built_in' | 'strategy' | 'version'>;
  /** In the language where it is known, else in English. */
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly isOfTwo: boolean;
}

interface StrategyChoiceProps {
  /** Key of the strategy that is chosen first. */
  readonly first: string | null;
  /** Draws the form; the choice of the strategy is its first field. */
  readonly children: (chosen: ChosenStrategy, choice: ReactNode) => ReactNode;
}

/** Lets a form be about one of the built-in or own strategies. */
export function StrategyChoice({ first, children }: StrategyChoiceProps) {
  const own = useOwnStrategies();
  return (
    <Loaded query={useBuiltIn()}>
      {(built) => (
        <Among built={built} own={own.data ?? []} first={first}>
          {children}
        </Among>
      )}
    </Loaded>
  );
}

interface AmongProps extends StrategyChoiceProps {
  readonly built: readonly BuiltIn[];
  readonly own: readonly OwnStrategy[];
}

function Among({ built, own, first, children }: AmongProps) {
  const words = useStrategyWords();
  const [requested, setRequested] = useState<string | null>(first);
  const keys = [...own.map(ownKey), ...built.map(builtKey)];
  const key = keys.find((each) => each === requested) ?? keys[0];
  if (key === undefined) {
    return <p className="nothing">{words.noBuiltIn}</p>;
  }
  const names = Object.fromEntries([
    ...own.map((each) => [ownKey(each), `${each.name} (${words.ownGroup})`] as const),
    ...built.map((each) => [builtKey(each), titleOf(each.id, words)] as const),
  ]);
  const choice = (
    <Choice<string>
      name="strategy"
      label={words.strategy}
      values={keys}
      names={names}
      chosen={key}
      onChoose={setRequested}
    />
  );
  const provider = built.find((each) => builtKey(each) === key);
  const written = own.find((each) => ownKey(each) === key);
  if (provider === undefined && written !== undefined) {
    return (
      <Written key={key} strategy={written} choice={choice}>
        {children}
      </Written>
    );
  }
  const chosen = {
    key,
    of: { built_in: provider?.id ?? '' },
    summary: words.builtInRules[provider?.id ?? ''] ?? provider?.summary ?? '',
    parameters: provider?.parameters ?? [],
    isOfTwo: provider !== undefined && isOfTwoMarkets(provider),
  };
  return children(chosen, choice);
}

interface WrittenProps extends Pick<StrategyChoiceProps, 'children'> {
  readonly strategy: OwnStrategy;
  readonly choice: ReactNode;
}

function Written({ strategy, choice, children }: WrittenProps) {
  return (
    <Loaded query={useSource(strategy.id)}>
      {({ id, version, parameters }) =>
        children(
          { key: ownKey(strategy), of: { strategy: id, version }, summary: '', parameters, isOfTwo: false },
          choice,
        )
      }
    </Loaded>
  );
}

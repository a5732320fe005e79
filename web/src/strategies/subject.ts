/** Names of the strategies of back-tests and runs, in words and in the address. */
import { useOwnStrategies, type Backtest, type BuiltIn, type OwnStrategy } from '../exchange/strategies';
import { numeral } from '../money/numerals';
import { useStrategyWords, type StrategyWords } from './words';

/** Strategy of a back-test or of a run: one of both names it. */
type Subject = Pick<Backtest['request'], 'built_in' | 'strategy' | 'version'>;

/** Answers the name of a strategy: of a built-in one in the language, of an own one with its version. */
export function useSubjectOf(): (subject: Subject) => string {
  const words = useStrategyWords();
  const own = useOwnStrategies().data ?? [];
  return ({ built_in, strategy, version }) =>
    built_in == null
      ? words.versionOf(own.find(({ id }) => id === strategy)?.name ?? `#${strategy}`, numeral(version ?? 0))
      : titleOf(built_in, words);
}

/** "moving-average-cross" as Moving average cross. */
export function titleOf(id: string, words: StrategyWords): string {
  const plain = id.replaceAll('-', ' ');
  return words.builtInNames[id] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
}

export const builtKey = ({ id }: Pick<BuiltIn, 'id'>): string => `built:${id}`;
export const ownKey = ({ id }: Pick<OwnStrategy, 'id'>): string => `own:${id}`;
/** The same request as that of a back-test, to be changed and sent. */
export const againKey = (id: string): string => `again:${id}`;
/** Several back-tests beside each other. */
export const besideKey = (ids: readonly string[]): string => `beside:${ids.join(',')}`;

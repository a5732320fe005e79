/** Names of the strategies of back-tests, in words and in the address. */
import type { Backtest, BuiltIn, OwnStrategy } from '../exchange/strategies';

export const subjectOf = ({ built_in, strategy, version }: Backtest['request']): string =>
  built_in ?? `#${strategy} v${version}`;

/** "moving-average-cross" as Moving average cross. */
export const titleOf = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const builtKey = ({ id }: BuiltIn): string => `built:${id}`;
export const ownKey = ({ id }: OwnStrategy): string => `own:${id}`;

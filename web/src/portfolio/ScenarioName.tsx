import { scenarioName, usePortfolioWords } from './words';

/** Name of a scenario: a built-in one reads as its language does, also where it begins with the code of an asset. */
export function ScenarioName({ of }: { readonly of: string }) {
  const words = usePortfolioWords();
  const name = scenarioName(of, words);
  return name === of ? <bdi>{name}</bdi> : <span>{name}</span>;
}

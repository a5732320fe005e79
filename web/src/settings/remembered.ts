/** A choice of a small set that outlives a reload: which candle, which list, which step. */
import { useCallback, useState } from 'react';

const PREFIX = 'flowex.choice.';

/** @param choices present options; a chosen value that is none of them is forgotten */
export function useRemembered<T extends string>(name: string, choices: readonly T[], first: T) {
  const [chosen, setChosen] = useState<T>(() => {
    const stored = localStorage.getItem(PREFIX + name);
    return choices.find((choice) => choice === stored) ?? first;
  });
  const choose = useCallback(
    (choice: T): void => {
      localStorage.setItem(PREFIX + name, choice);
      setChosen(choice);
    },
    [name],
  );
  return [chosen, choose] as const;
}

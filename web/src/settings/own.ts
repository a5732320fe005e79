/** How a person's own amounts are written while they are hidden. */
import { useSettings } from './settings';

const MASK = '•••••';

/** Masks the text of an own amount while balances are hidden. */
export function useOwn(): (text: string) => string {
  const { hidden } = useSettings().settings;
  return hidden ? masked : shown;
}

const masked = (): string => MASK;
const shown = (text: string): string => text;

/** Dark or light: as chosen, else as the system is. */
import {
  createContext,
  useContext,
  useLayoutEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';

export type Theme = 'dark' | 'light';

export const WISHES = ['system', 'dark', 'light'] as const;
export type Wish = (typeof WISHES)[number];

interface Choice {
  readonly theme: Theme;
  readonly wish: Wish;
  readonly choose: (wish: Wish) => void;
  readonly toggle: () => void;
}

const ThemeContext = createContext<Choice | null>(null);
const STORED = 'flowex.theme';
const LIGHT = '(prefers-color-scheme: light)';

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [wish, setWish] = useState<Wish>(() => WISHES.find((it) => it === localStorage.getItem(STORED)) ?? 'system');
  const system = useSyncExternalStore(onSystemChange, systemTheme);
  const theme = wish === 'system' ? system : wish;
  // Before any effect of what is inside: what draws itself reads the theme's colours in one.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const choice = useMemo(() => {
    const choose = (wanted: Wish): void => {
      localStorage.setItem(STORED, wanted);
      setWish(wanted);
    };
    return { theme, wish, choose, toggle: () => choose(theme === 'dark' ? 'light' : 'dark') };
  }, [theme, wish]);
  return <ThemeContext value={choice}>{children}</ThemeContext>;
}

const systemTheme = (): Theme => (matchMedia(LIGHT).matches ? 'light' : 'dark');

function onSystemChange(listener: () => void): () => void {
  const query = matchMedia(LIGHT);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

export function useTheme(): Choice {
  const choice = useContext(ThemeContext);
  if (choice === null) {
    throw new Error('no ThemeProvider above');
  }
  return choice;
}

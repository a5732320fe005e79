/** Dark or light; dark by default. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Theme = 'dark' | 'light';

interface Choice {
  readonly theme: Theme;
  readonly toggle: () => void;
}

const ThemeContext = createContext<Choice | null>(null);
const STORED = 'flowex.theme';

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [theme, setTheme] = useState<Theme>(() => (localStorage.getItem(STORED) === 'light' ? 'light' : 'dark'));
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(STORED, theme);
  }, [theme]);
  const choice = useMemo(
    () => ({ theme, toggle: () => setTheme((now) => (now === 'dark' ? 'light' : 'dark')) }),
    [theme],
  );
  return <ThemeContext value={choice}>{children}</ThemeContext>;
}

export function useTheme(): Choice {
  const choice = useContext(ThemeContext);
  if (choice === null) {
    throw new Error('no ThemeProvider above');
  }
  return choice;
}

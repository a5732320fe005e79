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

export const THEME_SETTINGS = ['system', 'dark', 'light'] as const;
export type ThemeSetting = (typeof THEME_SETTINGS)[number];

interface Choice {
  readonly theme: Theme;
  readonly setting: ThemeSetting;
  readonly choose: (setting: ThemeSetting) => void;
  readonly toggle: () => void;
}

const ThemeContext = createContext<Choice | null>(null);
const STORED = 'flowex.theme';
const LIGHT = '(prefers-color-scheme: light)';

export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [setting, setSetting] = useState<ThemeSetting>(
    () => THEME_SETTINGS.find((it) => it === localStorage.getItem(STORED)) ?? 'system',
  );
  const system = useSyncExternalStore(onSystemChange, systemTheme);
  const theme = setting === 'system' ? system : setting;
  // Before any effect of what is inside: what draws itself reads the theme's colours in one.
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const choice = useMemo(() => {
    const choose = (requested: ThemeSetting): void => {
      localStorage.setItem(STORED, requested);
      setSetting(requested);
    };
    return { theme, setting, choose, toggle: () => choose(theme === 'dark' ? 'light' : 'dark') };
  }, [theme, setting]);
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

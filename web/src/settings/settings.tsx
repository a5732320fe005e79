/** A person's choices for the page; kept in the browser. */
import { createContext, useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react';

/** When the ticket asks again before it sends: where something looks wrong, always, or never. */
export const CONFIRMATIONS = ['risky', 'always', 'never'] as const;
export type Confirmation = (typeof CONFIRMATIONS)[number];

export const ZONES = ['local', 'UTC'] as const;
export type Zone = (typeof ZONES)[number];

export const RISES = ['green', 'red'] as const;
export type Rise = (typeof RISES)[number];

export interface Settings {
  readonly confirmation: Confirmation;
  /** A sound when an order of the caller trades. */
  readonly sound: boolean;
  /** A note of the system when an order trades or a price has come, while the page is not looked at. */
  readonly notices: boolean;
  /** In which time zone times are: the reader's, or UTC. */
  readonly zone: Zone;
  /** True if the person's own amounts are masked. */
  readonly hidden: boolean;
  /** The colour of rising prices; falling ones have the other. */
  readonly rise: Rise;
  /** Single letters that go to a part of the page. */
  readonly keys: boolean;
  /** Letters with Shift place and cancel orders. */
  readonly acts: boolean;
  /** A click on a row of the book sends an order. */
  readonly oneClick: boolean;
}

export const DEFAULTS: Settings = {
  confirmation: 'risky',
  sound: false,
  notices: false,
  zone: 'local',
  hidden: false,
  rise: 'green',
  keys: true,
  acts: false,
  oneClick: false,
};

const STORED = 'flowex.settings';

/** Stored values may be of an older page, or not of the page at all. */
export function settingsIn(stored: string | null): Settings {
  const raw = objectIn(stored);
  return {
    confirmation: CONFIRMATIONS.find((choice) => choice === raw['confirmation']) ?? DEFAULTS.confirmation,
    sound: typeof raw['sound'] === 'boolean' ? raw['sound'] : DEFAULTS.sound,
    notices: typeof raw['notices'] === 'boolean' ? raw['notices'] : DEFAULTS.notices,
    zone: ZONES.find((choice) => choice === raw['zone']) ?? DEFAULTS.zone,
    hidden: typeof raw['hidden'] === 'boolean' ? raw['hidden'] : DEFAULTS.hidden,
    rise: RISES.find((choice) => choice === raw['rise']) ?? DEFAULTS.rise,
    keys: typeof raw['keys'] === 'boolean' ? raw['keys'] : DEFAULTS.keys,
    acts: typeof raw['acts'] === 'boolean' ? raw['acts'] : DEFAULTS.acts,
    oneClick: typeof raw['oneClick'] === 'boolean' ? raw['oneClick'] : DEFAULTS.oneClick,
  };
}

function objectIn(stored: string | null): Readonly<Record<string, unknown>> {
  try {
    const raw: unknown = JSON.parse(stored ?? '{}');
    return typeof raw === 'object' && raw !== null ? (raw as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

interface Chosen {
  readonly settings: Settings;
  readonly choose: (changed: Partial<Settings>) => void;
}

const SettingsContext = createContext<Chosen | null>(null);

export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const [settings, setSettings] = useState(() => settingsIn(localStorage.getItem(STORED)));
  useEffect(() => localStorage.setItem(STORED, JSON.stringify(settings)), [settings]);
  // Before any effect of what is inside: what draws itself reads the colours in one.
  useLayoutEffect(() => {
    document.documentElement.dataset['rise'] = settings.rise;
  }, [settings.rise]);
  const chosen = useMemo(
    () => ({ settings, choose: (changed: Partial<Settings>) => setSettings((now) => ({ ...now, ...changed })) }),
    [settings],
  );
  return <SettingsContext value={chosen}>{children}</SettingsContext>;
}

/** Time zone beside formatted times: nothing where it is the reader's own zone. */
export function useZone(): { readonly timeZone?: string } {
  const { zone } = useSettings().settings;
  return zone === 'local' ? LOCAL : UTC;
}

const LOCAL = {};
const UTC = { timeZone: 'UTC' };

export function useSettings(): Chosen {
  const chosen = useContext(SettingsContext);
  if (chosen === null) {
    throw new Error('no SettingsProvider above');
  }
  return chosen;
}

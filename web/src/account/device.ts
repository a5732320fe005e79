/** A person's name for a device, from its browser's description. */

export interface DeviceName {
  readonly browser: string;
  readonly system: string | null;
}

/** The first that matches: many browsers also claim to be another. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
  [/^Java-http-client\//, 'Java'],
  [/^node|undici/i, 'Node.js'],
  [/^python/i, 'Python'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Null where nothing is known of it. */
export function deviceOf(agent: string): DeviceName | null {
  const of = (known: typeof BROWSERS): string | null => known.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
  const browser = of(BROWSERS);
  return browser === null ? null : { browser, system: of(SYSTEMS) };
}

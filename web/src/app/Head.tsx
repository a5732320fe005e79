import type { Door } from '../account/AccountDialog';
import { AccountMenu } from '../account/AccountMenu';
import { useMessages, useSpeech } from '../language/language';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../language/messages';
import { useTheme } from '../theme/theme';
import { marketHref } from './place';

export function Head({ onAccount }: { readonly onAccount: (page: Door) => void }) {
  const messages = useMessages();
  const { language, speak } = useSpeech();
  const { theme, toggle } = useTheme();
  const other = theme === 'dark' ? messages.light : messages.dark;
  return (
    <header className="head">
      <a className="logo" href={marketHref('')} aria-label="FlowEx">
        <Mark />
        <span>
          Flow<b>Ex</b>
        </span>
      </a>
      <div className="head-space" />
      <select
        className="head-language"
        aria-label={messages.language}
        value={language}
        onChange={(event) => speak(event.target.value as Language)}
      >
        {LANGUAGES.map((choice) => (
          <option key={choice} value={choice}>
            {LANGUAGE_NAMES[choice]}
          </option>
        ))}
      </select>
      <button type="button" className="icon-button" aria-label={other} title={other} onClick={toggle}>
        {theme === 'dark' ? <Sun /> : <Moon />}
      </button>
      <AccountMenu onOpen={onAccount} />
    </header>
  );
}

/** Two streams that cross. */
const Mark = () => (
  <svg className="logo-mark" viewBox="0 0 32 32" aria-hidden>
    <path d="M4 10c8 0 8 12 16 12h8" />
    <path d="M4 22c8 0 8-12 16-12h8" />
  </svg>
);

const Sun = () => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    <circle cx="12" cy="12" r="4.5" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </svg>
);

const Moon = () => (
  <svg viewBox="0 0 24 24" className="icon" aria-hidden>
    <path d="M20 14.2A8.2 8.2 0 0 1 9.8 4a8.2 8.2 0 1 0 10.2 10.2Z" />
  </svg>
);

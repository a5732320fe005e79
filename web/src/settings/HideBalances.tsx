import { useMessages } from '../language/language';
import { useSettings } from './settings';

/** Hides or shows the person's own amounts everywhere. */
export function HideBalances() {
  const messages = useMessages();
  const { settings, choose } = useSettings();
  const name = settings.hidden ? messages.showBalances : messages.hideBalances;
  return (
    <button
      type="button"
      className="icon-button hide-balances"
      aria-label={name}
      title={name}
      onClick={() => choose({ hidden: !settings.hidden })}
    >
      <svg viewBox="0 0 24 24" className="icon" aria-hidden>
        <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Z" />
        <circle cx="12" cy="12" r="2.8" />
        {settings.hidden && <path d="M4 20 20 4" />}
      </svg>
    </button>
  );
}

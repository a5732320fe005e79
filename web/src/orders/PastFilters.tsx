import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { useMessages } from '../language/language';
import { download, rowsOf } from '../pages/csv';
import { PAST_STATUSES, type Past } from './past';

interface PastFiltersProps {
  readonly past: Past;
  readonly onPast: (past: Past) => void;
  /** True if the listed entries end in different ways. */
  readonly hasStatus: boolean;
  /** Name of the file. */
  readonly file: string;
  /** Contents of the file. */
  readonly onExport: () => Promise<string>;
}

/** Filters by side and time; and all of it as a file. */
export function PastFilters({ past, onPast, hasStatus, file, onExport }: PastFiltersProps) {
  const messages = useMessages();
  const notifier = useNotifier();
  const [busy, setBusy] = useState(false);
  const names = { filled: messages.statusFilled, canceled: messages.statusCanceled, expired: messages.statusExpired };
  const save = () => {
    if (!busy) {
      setBusy(true);
      void onExport()
        .then((csv) => {
          download(file, csv);
          notifier.notify(messages.exported(rowsOf(csv), false));
        })
        .catch(notifier.notifyProblem)
        .finally(() => setBusy(false));
    }
  };
  return (
    <div className="past-filters">
      <select
        aria-label={messages.side}
        value={past.side ?? ''}
        onChange={({ target }) =>
          onPast({ ...past, side: target.value === 'buy' || target.value === 'sell' ? target.value : null })
        }
      >
        <option value="">{messages.bothSides}</option>
        <option value="buy">{messages.buy}</option>
        <option value="sell">{messages.sell}</option>
      </select>
      {hasStatus && (
        <select
          aria-label={messages.status}
          value={past.status ?? ''}
          onChange={({ target }) =>
            onPast({ ...past, status: PAST_STATUSES.find((status) => status === target.value) ?? null })
          }
        >
          <option value="">{messages.anyStatus}</option>
          {PAST_STATUSES.map((status) => (
            <option key={status} value={status}>
              {names[status]}
            </option>
          ))}
        </select>
      )}
      <label>
        {messages.fromDay}
        <input type="date" value={past.from} onChange={({ target }) => onPast({ ...past, from: target.value })} />
      </label>
      <label>
        {messages.toDay}
        <input type="date" value={past.to} onChange={({ target }) => onPast({ ...past, to: target.value })} />
      </label>
      <button type="button" className="cancel" aria-disabled={busy} onClick={save}>
        {messages.exportCsv}
      </button>
    </div>
  );
}

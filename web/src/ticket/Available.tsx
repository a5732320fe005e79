import { lazy } from 'react';
import { Fetched } from '../controls/fetched';
import { useIsolated } from '../exchange/context';
import type { Side } from '../exchange/model';
import { useFeatures } from '../exchange/queries';
import { useMessages } from '../language/language';
import { amountText } from '../markets/figures';
import { useOwn } from '../settings/own';
import { spentAsset, type Circumstances } from './draft';

const ToIsolated = lazy(() => import('./margin-mode/MarginMode').then((file) => ({ default: file.ToIsolated })));

interface AvailableProps {
  readonly side: Side;
  readonly circumstances: Circumstances;
  readonly onDeposit: (code: string) => void;
}

/** Shows the available amount, with a way to add more. */
export function Available({ side, circumstances: { market, available }, onDeposit }: AvailableProps) {
  const messages = useMessages();
  const own = useOwn();
  const { deposits } = useFeatures();
  const isolated = useIsolated();
  const spent = spentAsset(side, market);
  return (
    <div className="ticket-available">
      <span className="quiet">{messages.available}</span>
      <span className="number">{available === null ? '—' : `${own(amountText(available, spent))} ${spent.code}`}</span>
      {isolated !== null && (
        <Fetched>
          <ToIsolated symbol={isolated} code={spent.code} />
        </Fetched>
      )}
      {deposits && isolated === null && (
        <button
          type="button"
          className="ticket-deposit"
          title={messages.depositTitle(spent.code)}
          aria-label={messages.depositTitle(spent.code)}
          onClick={() => onDeposit(spent.code)}
        >
          +
        </button>
      )}
    </div>
  );
}

import type { Market } from '../exchange/model';
import { useMessages } from '../language/language';
import type { Messages } from '../language/messages';
import { priceText } from '../markets/figures';
import type { Side } from '../exchange/model';
import type { Warning } from './warnings';

interface WarningsProps {
  readonly warnings: readonly Warning[];
  readonly side: Side;
  readonly market: Market;
}

/** Warnings about an order, one line each. */
export function Warnings({ warnings, side, market }: WarningsProps) {
  const messages = useMessages();
  // There before it says something, so that a screen reader hears it.
  return (
    <ul className="ticket-warnings" role="status">
      {warnings.map((warning) => (
        <li key={warning.kind} className="ticket-note">
          {warningText(warning, side, market, messages)}
        </li>
      ))}
    </ul>
  );
}

function warningText(warning: Warning, side: Side, market: Market, messages: Messages): string {
  switch (warning.kind) {
    case 'far':
      return messages.warnFar(side, warning.percent, priceText(warning.from, market));
    case 'slips':
      return messages.warnSlips(side, warning.percent, priceText(warning.from, market));
    case 'large':
      return messages.warnLarge(warning.percent);
    case 'shallow':
      return messages.notEnoughInBook;
    case 'not live':
      return messages.warnNotLive;
  }
}

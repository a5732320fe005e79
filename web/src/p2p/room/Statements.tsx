import type { TradeDetails } from '../../exchange/p2p';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { useRoomWords } from './words';

/** Statements of both sides on a dispute; nothing before one. */
export function Statements({ details: { statements } }: { readonly details: TradeDetails }) {
  const words = useRoomWords();
  const dates = useDates();
  if (statements.length === 0) {
    return null;
  }
  return (
    <Card title={words.statements}>
      <ol className="p2p-history">
        {statements.map(({ role, is_appeal: isAppeal, text, at }) => (
          <li key={`${role} ${String(isAppeal)}`}>
            <b>{isAppeal ? words.appealOf[role] : words.statementOf[role]}</b>
            <span className="p2p-terms" dir="auto">
              {text === '' ? words.erased : text}
            </span>
            <small className="quiet">{dates.second(Date.parse(at))}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

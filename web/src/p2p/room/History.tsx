import type { Trade, TradeEvent } from '../../exchange/p2p';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { useRoomWords, type RoomWords } from './words';

interface HistoryProps {
  readonly trade: Trade;
  readonly history: readonly TradeEvent[];
}

/** Every step of a trade, newest first. */
export function History({ trade, history }: HistoryProps) {
  const words = useRoomWords();
  const dates = useDates();
  return (
    <Card title={words.history}>
      <ol className="p2p-history">
        {history.toReversed().map((event, at) => (
          <li key={event.version}>
            <span>{eventText(event, trade, words, history.at(-2 - at)?.state ?? null)}</span>
            {hasWords(event) && (
              <small className="p2p-terms">
                <bdi>{words.reasons[event.note] ?? event.note}</bdi>
              </small>
            )}
            <small className="quiet">{dates.second(Date.parse(event.at))}</small>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The note of a payment is the comparison of names, which the room shows in words of its own. */
const hasWords = ({ message, note }: TradeEvent): boolean => note !== '' && message !== 'pay';

type EventStep = Pick<TradeEvent, 'role' | 'message' | 'state'>;

/**
 * One step as a sentence for its reader.
 *
 * @param before the state before it; null where that is not known
 */
export function eventText(
  { role, message, state }: EventStep,
  trade: Pick<Trade, 'role'>,
  words: RoomWords,
  before: TradeEvent['state'] | null = null,
): string {
  const isParty = role === 'buyer' || role === 'seller';
  const who = isParty && role === trade.role ? 'you' : role;
  const what = role === 'clock' ? clockText(state, before) : message;
  return words.events[`${who} ${what}`] ?? `${who}: ${message}`;
}

/** Meaning of the end of a clock, by the state before it: the clock has one message for all states. */
const CLOCK_TEXTS: Readonly<Partial<Record<TradeEvent['state'], string>>> = {
  ...{ disputed: 'escalated', proposed: 'escalated', appealed: 'escalated', appeal_proposed: 'escalated' },
  ...{ decided: 'concluded', reopen_asked: 'stayed' },
};

const clockText = (state: TradeEvent['state'], before: TradeEvent['state'] | null): string =>
  (before === null ? undefined : CLOCK_TEXTS[before]) ?? (state === 'disputed' ? 'disputed' : 'expired');

/** The step that decided how a trade ends; null while none has. */
export const endingOf = (history: readonly TradeEvent[]): TradeEvent | null =>
  history.findLast(({ role, state }) => role !== 'ledger' && state === 'settling') ?? null;

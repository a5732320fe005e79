import type { Trade } from '../../exchange/p2p';
import { inDigits } from '../../money/numerals';
import { useSecondsUntil } from '../../wallet/until';
import { useRoomWords } from './words';

/** States with a clock that the parties see. */
const CLOCKED = ['awaiting_payment', 'paid', 'decided', 'reopen_asked'] as const;
const SOON_SECONDS = 180;

/** Time until the exchange acts by itself. An outage moves it: the moment always comes from the exchange. */
export function Clock({ trade }: { readonly trade: Trade }) {
  const state = CLOCKED.find((each) => each === trade.state);
  if (state === undefined || trade.deadline === null || trade.role === 'moderator') {
    return null;
  }
  return <Running key={trade.deadline} state={state} role={trade.role} until={Date.parse(trade.deadline)} />;
}

interface RunningProps {
  readonly state: (typeof CLOCKED)[number];
  readonly role: 'buyer' | 'seller';
  readonly until: number;
}

function Running({ state, role, until }: RunningProps) {
  const words = useRoomWords();
  const left = useSecondsUntil(until);
  return (
    <div className="p2p-clock">
      <span className="quiet">{words.clocks[state][role]}</span>
      {/* A screen reader does not announce each second. */}
      <b role="timer" aria-live="off" className={left <= SOON_SECONDS ? 'p2p-soon' : undefined}>
        {left === 0 ? words.timeUp : inDigits(clockOf(left))}
      </b>
      <small className="quiet">{words.clockEnds[state]}</small>
    </div>
  );
}

/** Seconds as minutes and seconds, with hours where there are any. */
export function clockOf(seconds: number): string {
  const two = (of: number): string => String(of).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  return `${hours > 0 ? `${hours}:` : ''}${two(minutes)}:${two(seconds % 60)}`;
}

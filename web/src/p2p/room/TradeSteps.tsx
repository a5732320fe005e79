import { hasEnded, type Trade, type TradeEvent } from '../../exchange/p2p';
import { useRoomWords } from './words';

const STEPS = ['taken', 'payment', 'release', 'end'] as const;
type Step = (typeof STEPS)[number];
type StepState = 'done' | 'now' | 'next' | 'skipped';

/** The way of a trade, and how far it has come. */
export function TradeSteps({ trade, history }: { readonly trade: Trade; readonly history: readonly TradeEvent[] }) {
  const words = useRoomWords();
  return (
    <ol className="p2p-steps" aria-label={words.steps}>
      {STEPS.map((step) => {
        const state = stepOf(step, trade, history);
        return (
          <li key={step} className={`p2p-step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            {words.stepNames[step]} <span className="unseen">{words.stepStates[state]}</span>
          </li>
        );
      })}
    </ol>
  );
}

/** How far one step is. */
export function stepOf(step: Step, trade: Trade, history: readonly TradeEvent[]): StepState {
  const was = (message: string): boolean => history.some((event) => event.message === message);
  const isOver = hasEnded(trade);
  switch (step) {
    case 'taken':
      return trade.state === 'reserving' ? 'now' : 'done';
    case 'payment':
      if (was('pay')) {
        return 'done';
      }
      return trade.state === 'awaiting_payment' ? 'now' : isOver || trade.state === 'settling' ? 'skipped' : 'next';
    case 'release':
      if (isOver) {
        return trade.state === 'released' || trade.state === 'split' ? 'done' : 'skipped';
      }
      return ['reserving', 'awaiting_payment'].includes(trade.state) ? 'next' : 'now';
    case 'end':
      return isOver ? 'done' : 'next';
  }
}

import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useTradingWords } from './words';

interface StopButtonProps {
  /** Name of the stop's scope in a sentence. */
  readonly what: string;
  readonly isStopped: boolean;
  readonly onTurn: (stop: boolean) => Promise<void>;
}

/** A kill switch: only a second press turns it. */
export function StopButton({ what, isStopped, onTurn }: StopButtonProps) {
  const words = useTradingWords();
  const { busy, act } = useAct();
  return (
    <SureButton
      sure={isStopped ? words.allowSure : words.stopSure}
      busy={busy}
      onSure={() =>
        act(async () => {
          await onTurn(!isStopped);
          return isStopped ? words.allowDone(what) : words.stopDone(what);
        })
      }
    >
      {isStopped ? words.allow : words.stop}
    </SureButton>
  );
}

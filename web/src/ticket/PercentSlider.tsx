import { useMessages } from '../language/language';
import type { Side } from '../exchange/model';
import { inPercent } from '../money/numerals';

interface SliderProps {
  /** 0 to 100, beyond when more is typed than there is. */
  readonly percent: number;
  readonly side: Side;
  readonly disabled: boolean;
  readonly onChange: (percent: number) => void;
}

/** Share of the available amount. */
export function PercentSlider({ percent, side, disabled, onChange }: SliderProps) {
  const messages = useMessages();
  const shown = Math.min(100, Math.round(percent));
  return (
    <div className={`slider slider-${side}`}>
      <input
        type="range"
        min={0}
        max={100}
        step={1}
        value={shown}
        disabled={disabled}
        aria-label={`${messages.available} %`}
        style={{ '--part': `${shown}%` } as React.CSSProperties}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <div className="slider-marks">
        {[25, 50, 75, 100].map((mark) => (
          <button
            key={mark}
            type="button"
            disabled={disabled}
            aria-pressed={shown === mark}
            onClick={() => onChange(mark)}
          >
            {inPercent(String(mark))}
          </button>
        ))}
      </div>
    </div>
  );
}

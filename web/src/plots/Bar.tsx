import './plots.css';

interface BarProps {
  /** Share of a whole bar: 0 to 1. */
  readonly share: number;
  readonly tone?: 'plain' | 'good' | 'warn' | 'risky';
}

/** A length beside a figure that says the same. */
export function Bar({ share, tone = 'plain' }: BarProps) {
  const width = `${Math.max(0, Math.min(100, share * 100)).toFixed(1)}%`;
  return (
    <span className="bar" aria-hidden>
      <i className={`bar-${tone}`} style={{ inlineSize: width }} />
    </span>
  );
}

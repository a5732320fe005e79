import { pathOf, spanOf } from './line';
import './plots.css';

const WIDTH = 110;
const HEIGHT = 30;
/** More would lie on the same pixels. */
const POINTS = 55;

/** A line to glance at, without figures; what it says is said in the columns beside it. */
export function Sparkline({ values }: { readonly values: readonly string[] }) {
  const step = Math.max(1, Math.ceil(values.length / POINTS));
  const numbers = values
    .filter((_, at) => (values.length - 1 - at) % step === 0)
    .map(Number)
    .filter(Number.isFinite);
  const [first, last] = [numbers[0], numbers.at(-1)];
  if (first === undefined || last === undefined || numbers.length < 2) {
    return <span className="quiet">—</span>;
  }
  const way = last === first ? 'flat' : last > first ? 'up' : 'down';
  return (
    <svg className={`sparkline ${way}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden>
      <path d={pathOf(numbers, spanOf(numbers), WIDTH, HEIGHT)} />
    </svg>
  );
}

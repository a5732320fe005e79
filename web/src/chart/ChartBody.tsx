import { useChosen } from './chosen';
import type { Span } from './candles';
import { IndicatorMenu } from './IndicatorMenu';
import { Plot } from './Plot';
import './plot.css';

/** What of the chart is fetched behind the rest of the desk: the library that draws it is as large as all of that. */
export function ChartBody({ span }: { readonly span: Span }) {
  const [chosen, choose] = useChosen();
  return (
    <>
      <IndicatorMenu chosen={chosen} onChoose={choose} />
      <Plot key={span} span={span} chosen={chosen} />
    </>
  );
}

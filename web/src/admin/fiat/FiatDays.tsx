import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useExchange } from '../../exchange/context';
import { fiatHistory, type FiatHistory } from '../../exchange/fiat-admin';
import { PRIVATE } from '../../exchange/queries';
import { readable } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Loaded, Records } from '../../pages/Records';
import { LinePlot } from '../../plots/LinePlot';
import { Choice } from '../Choice';
import { useFiatWords } from './words';

const PERIODS = ['30', '90', '366'] as const;
type Period = (typeof PERIODS)[number];
/** Days in the table; the line has all. */
const ROWS = 14;
/** Digits of a level beside the line. */
const DIGITS = 4;

/** The rate that each past day has, as a line, and the newest days with their sources. */
export function FiatDays({ currency }: { readonly currency: string }) {
  const words = useFiatWords();
  const exchange = useExchange();
  const [period, setPeriod] = useState<Period>('30');
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'fiat days', currency, period],
    queryFn: () => fiatHistory(exchange, currency, Number(period)),
  });
  return (
    <>
      <div className="filters">
        <Choice<Period>
          name={`days-of-${currency}`}
          label={words.period}
          values={PERIODS}
          names={words.periods}
          chosen={period}
          onChoose={(chosen) => setPeriod(chosen ?? period)}
        />
      </div>
      <Loaded query={query}>{(history) => <Days history={history} />}</Loaded>
    </>
  );
}

function Days({ history: { items, currency } }: { readonly history: FiatHistory }) {
  const words = useFiatWords();
  const dates = useDates();
  const points = items
    .toReversed()
    .flatMap(({ day, rate }) => (rate === null ? [] : [{ label: dates.dayOf(day), value: Number(rate) }]));
  return (
    <>
      {points.length > 1 && (
        <LinePlot
          label={words.history(currency)}
          points={points}
          text={(value) => readable(String(value), true)}
          levelText={(value) => readable(String(Number(value.toPrecision(DIGITS))), true)}
        />
      )}
      <Records
        label={words.history(currency)}
        rows={items.slice(0, ROWS)}
        keyOf={({ day }) => day}
        nothing={words.noRate}
        columns={[
          { name: words.day, cell: ({ day }) => dates.dayOf(day) },
          { name: words.rateOfDay, number: true, cell: ({ rate }) => (rate === null ? '—' : readable(rate, true)) },
          { name: words.ofDay, cell: ({ rate_day: day }) => (day === null ? words.noRate : dates.dayOf(day)) },
          { name: words.source, cell: ({ source }) => (source === null ? '—' : words.sources[source]) },
        ]}
      />
    </>
  );
}

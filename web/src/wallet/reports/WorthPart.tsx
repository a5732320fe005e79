/** The worth of all balances over time, as a line. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { Choice } from '../../admin/Choice';
import { useMoneyReports, WORTH_INTERVALS, type WorthInterval, type WorthOverTime } from '../../exchange/money-reports';
import { PRIVATE, useBalances } from '../../exchange/queries';
import { useSpeech } from '../../language/language';
import { readable } from '../../money/numerals';
import { shortly } from '../../money/worth';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { LinePlot } from '../../plots/LinePlot';
import { useOwn } from '../../settings/own';
import { useRemembered } from '../../settings/remembered';
import { useZone } from '../../settings/settings';
import { placesOf, useCounting } from '../fiat';
import { useFiatWords } from '../fiat-words';
import { shortList } from './days';
import { useMoneyReportWords } from './words';

const EVERY_MILLIS = 60_000;
/** From here on a level is in thousands and more. */
const SHORT_FROM = 10_000;

export function WorthPart() {
  const words = useMoneyReportWords();
  const reports = useMoneyReports();
  const { data: balances = [] } = useBalances();
  const { chosen: code } = useCounting(balances.map(({ asset }) => asset.code));
  const [interval, setInterval] = useRemembered<WorthInterval>('worth-interval', WORTH_INTERVALS, '1d');
  const query = useQuery({
    queryKey: [PRIVATE, 'worth', interval, code],
    queryFn: () => reports.worth(interval, code),
    enabled: code !== '',
    refetchInterval: EVERY_MILLIS,
  });
  return (
    <Card title={words.worth} notice={words.worthNotice}>
      <div className="filters">
        <Choice
          name="interval"
          label={words.interval}
          values={WORTH_INTERVALS}
          names={words.intervals}
          chosen={interval}
          onChoose={(chosen) => setInterval(chosen ?? interval)}
        />
      </div>
      <Loaded query={query}>{(worth) => <Line worth={worth} interval={interval} />}</Loaded>
    </Card>
  );
}

interface LineProps {
  readonly worth: WorthOverTime;
  readonly interval: WorthInterval;
}

function Line({ worth: { points: all, currency, priced_in: pricedIn }, interval }: LineProps) {
  const words = useMoneyReportWords();
  const own = useOwn();
  const label = useMomentText(interval);
  const isFiat = currency !== pricedIn;
  const leftOut = [...new Set(all.flatMap((point) => point.left_out))];
  const points = all.flatMap(({ time, worth }) => (worth === null ? [] : [{ time, worth }]));
  const unrated = all.length - points.length;
  if (points.length < 2) {
    return <p className="nothing">{unrated > 0 ? words.noRates(currency) : words.tooShort}</p>;
  }
  const largest = Math.max(...points.map(({ worth }) => Number(worth)));
  // Coins count in small parts of one, money in hundredths.
  const places = isFiat ? placesOf(currency) : largest >= 100 ? 2 : largest >= 1 ? 4 : 8;
  return (
    <>
      <LinePlot
        label={words.worth}
        points={points.map(({ time, worth }) => ({ label: label(time), value: Number(worth) }))}
        text={(value) => own(`${readable(value.toFixed(places), true)} ${currency}`)}
        levelText={(value) =>
          own(value >= SHORT_FROM ? shortly(value.toFixed()) : readable(value.toFixed(places), true))
        }
      />
      {leftOut.length > 0 && <p className="quiet">{words.leftOut(leftOut.join(', '))}</p>}
      {isFiat && <RatesUsed points={all} currency={currency} unrated={unrated} />}
    </>
  );
}

interface RatesUsedProps {
  readonly points: WorthOverTime['points'];
  readonly currency: string;
  /** Number of points without a rate. */
  readonly unrated: number;
}

/** Sources of the rates of a line, and the points that it leaves out because they have none. */
function RatesUsed({ points, currency, unrated }: RatesUsedProps) {
  const words = useMoneyReportWords();
  const { sources } = useFiatWords();
  const used = [...new Set(points.flatMap(({ rate }) => (rate === null ? [] : [rate.source])))];
  return (
    <>
      <p className={used.includes('sample') ? 'unpriced' : 'quiet'}>
        {words.ratesUsed(shortList(used.map((source) => sources[source])))}
      </p>
      {unrated > 0 && <p className="unpriced">{words.unrated(readable(String(unrated)), currency)}</p>}
    </>
  );
}

/** A day; with the hour where points are that close. */
function useMomentText(interval: WorthInterval): (time: string) => string {
  const { locale } = useSpeech();
  const zone = useZone();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(locale, {
      month: '2-digit',
      day: '2-digit',
      ...(interval === '1h' ? { hour: '2-digit', minute: '2-digit', hour12: false } : {}),
      ...zone,
    });
    return (time) => format.format(Date.parse(time));
  }, [locale, zone, interval]);
}

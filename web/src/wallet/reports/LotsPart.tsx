/** Gains of a year by lot: sums on the page, every lot in the file. */
import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { useNotifier } from '../../controls/toasts';
import {
  TAX_LOT_METHODS,
  useMoneyReports,
  type TaxLotMethod,
  type TaxLotQuery,
  type TaxLotReport,
} from '../../exchange/money-reports';
import { useBalances } from '../../exchange/queries';
import { readable } from '../../money/numerals';
import { download } from '../../pages/csv';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Records } from '../../pages/Records';
import { useOwn } from '../../settings/own';
import { cutTo, placesOf, useCounting } from '../fiat';
import { shortList } from './days';
import { useMoneyReportWords } from './words';

const YEARS = 6;
const ZERO = '0';

type TaxLotTotal = TaxLotReport['totals'][number];

export function LotsPart() {
  const words = useMoneyReportWords();
  const reports = useMoneyReports();
  const notifier = useNotifier();
  const { data: balances = [] } = useBalances();
  const codes = balances.map(({ asset }) => asset.code);
  const { chosen: valuedIn, currencies, base, countedAs } = useCounting(codes);
  const choices = [...codes, ...currencies];
  const [latest] = useState(() => new Date().getUTCFullYear());
  const years = Array.from({ length: YEARS }, (_, at) => String(latest - at));
  const [method, setMethod] = useState<TaxLotMethod>('fifo');
  const [year, setYear] = useState(String(latest));
  const [code, setCode] = useState<string | null>(null);
  const [shown, setShown] = useState<TaxLotReport | null>(null);
  const [busy, setBusy] = useState(false);
  const query: TaxLotQuery = { method, year: Number(year), currency: code ?? valuedIn };
  const run = (act: () => Promise<void>): void => {
    if (!busy) {
      setBusy(true);
      void act()
        .catch(notifier.notifyProblem)
        .finally(() => setBusy(false));
    }
  };
  const choose = (change: () => void): void => {
    change();
    setShown(null);
  };
  const file = `tax-lots-${year}-${method}.csv`;
  return (
    <Card title={words.lots} notice={words.lotsNotice}>
      <div className="filters lots-filters">
        <Choice
          name="method"
          label={words.method}
          values={TAX_LOT_METHODS}
          names={words.methods}
          chosen={method}
          onChoose={(chosen) => choose(() => setMethod(chosen ?? method))}
        />
        <Choice
          name="year"
          label={words.year}
          values={years}
          names={Object.fromEntries(years.map((each) => [each, readable(each)]))}
          chosen={year}
          onChoose={(chosen) => choose(() => setYear(chosen ?? year))}
        />
        <Choice
          name="lots-currency"
          label={words.currency}
          values={choices}
          names={Object.fromEntries(choices.map((each) => [each, each]))}
          chosen={query.currency}
          onChoose={(chosen) => choose(() => setCode(chosen))}
        />
        <button
          type="button"
          className="secondary"
          aria-disabled={busy}
          onClick={() => run(async () => setShown(await reports.lots(query)))}
        >
          {words.show}
        </button>
        <button
          type="button"
          className="primary"
          aria-disabled={busy}
          onClick={() =>
            run(async () => {
              download(file, await reports.lotsFile(query));
              notifier.notify(words.saved(file));
            })
          }
        >
          {words.download}
        </button>
      </div>
      {shown !== null && <Totals report={shown} isFiat={currencies.includes(shown.currency)} />}
      {currencies.includes(query.currency) && <p className="quiet">{words.lotsFiat(base, countedAs)}</p>}
    </Card>
  );
}

interface TotalsProps {
  readonly report: TaxLotReport;
  readonly isFiat: boolean;
}

function Totals({ report, isFiat }: TotalsProps) {
  const { totals, currency, without_rate: withoutRate, without_price: withoutPrice } = report;
  const words = useMoneyReportWords();
  const own = useOwn();
  const { dayOf } = useDates();
  const text = (decimal: string): string => own(readable(decimal, true));
  // A sum over nothing is no zero.
  const sum = (of: TaxLotTotal, decimal: string): string =>
    of.sold === of.sold_without_cost ? '—' : text(isFiat ? cutTo(decimal, placesOf(currency)) : decimal);
  return (
    <>
      <Records
        label={words.lots}
        rows={totals}
        keyOf={({ asset }) => asset}
        nothing={words.noSales}
        columns={[
          { name: words.asset, cell: ({ asset }) => asset },
          { name: words.sold, number: true, cell: ({ sold }) => text(sold) },
          { name: words.withoutCost, number: true, cell: (of) => text(of.sold_without_cost) },
          { name: `${words.cost} (${currency})`, number: true, cell: (of) => sum(of, of.cost) },
          { name: `${words.proceeds} (${currency})`, number: true, cell: (of) => sum(of, of.proceeds) },
          { name: `${words.gain} (${currency})`, number: true, cell: (of) => sum(of, of.gain) },
        ]}
      />
      {totals.some((of) => of.sold_without_cost !== ZERO) && <p className="quiet">{words.noCost}</p>}
      {withoutRate.length > 0 && (
        <p className="unpriced">{words.noRateOn(currency, shortList(withoutRate.map(dayOf)))}</p>
      )}
      {withoutPrice.length > 0 && <p className="unpriced">{words.noPriceOn(shortList(withoutPrice.map(dayOf)))}</p>}
    </>
  );
}

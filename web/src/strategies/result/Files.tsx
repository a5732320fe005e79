import { useStrategies, type Backtest, type BacktestResult, type ResultTable } from '../../exchange/strategies';
import { useAct } from '../../pages/act';
import { save, saveFile } from '../../pages/csv';
import { useSearchWords } from '../search/words';
import { useStrategyWords } from '../words';

interface FilesProps {
  readonly row: Backtest;
  readonly result: BacktestResult;
}

const TABLES = ['equity', 'fills', 'orders', 'round_trips'] as const;

/** The result as files: one page to mail, tables for a spreadsheet, and everything for programs. */
export function Files({ row, result }: FilesProps) {
  const words = useStrategyWords();
  const { report, tables, saved } = useSearchWords();
  const strategies = useStrategies();
  const { busy, act } = useAct();
  const all: readonly ResultTable[] = result.search == null ? TABLES : [...TABLES, 'trials'];
  const fetched = (name: string, work: () => Promise<Blob>): void =>
    act(async () => {
      saveFile(name, await work());
      return saved(name);
    });
  return (
    <p className="strategy-quick">
      <button
        type="button"
        className="small-button"
        aria-disabled={busy}
        onClick={() => fetched(`backtest-${row.id}.html`, () => strategies.report(row.id))}
      >
        {report}
      </button>
      {all.map((table) => (
        <button
          key={table}
          type="button"
          className="small-button"
          aria-disabled={busy}
          onClick={() => fetched(`backtest-${row.id}-${table}.csv`, () => strategies.table(row.id, table))}
        >
          {tables[table]}
        </button>
      ))}
      <button
        type="button"
        className="small-button"
        onClick={() => save(`backtest-${row.id}.json`, JSON.stringify(result, null, 1), 'application/json')}
      >
        {words.download}
      </button>
    </p>
  );
}

import type { BacktestResult } from '../../exchange/strategies';
import { useStrategyWords } from '../words';
import { useWarningDetail } from './warning-details';

/** Reasons to doubt a result, each with its facts. */
export function Warnings({ warnings }: { readonly warnings: BacktestResult['warnings'] }) {
  const words = useStrategyWords();
  const detailOf = useWarningDetail();
  if (warnings.length === 0) {
    return null;
  }
  return (
    <ul className="strategy-warnings" aria-label={words.warnings}>
      {warnings.map((warning) => {
        const detail = detailOf(warning);
        return (
          <li key={warning.code + warning.message}>
            <b>{words.warningNames[warning.code] ?? warning.code}</b>{' '}
            <bdi lang={detail === null ? 'en' : undefined} className="quiet">
              {detail ?? warning.message}
            </bdi>
          </li>
        );
      })}
    </ul>
  );
}

import { useP2pOverview, type Overview } from '../exchange/p2p';
import { numeral, readable } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { shareOf } from './Reliable';
import { sumText } from './Sum';
import { useP2pWords, type P2pWords } from './words';

/** How the value and the age of a trade count, on an exchange that weighs them. */
function weights(overview: Overview | null, words: P2pWords): readonly string[] {
  if (overview === null) {
    return [];
  }
  const { half_life_days: days, asset, full_value: value } = overview.weighing;
  return [
    ...(days > 0 ? [words.whyAge(numeral(days))] : []),
    ...(asset !== null && value !== null ? [words.whyValue(sumText(value, asset))] : []),
  ];
}

/** The caller's reliability, and what it is made of. */
export function OwnReliability() {
  const words = useP2pWords();
  return (
    <Loaded query={useP2pOverview()}>
      {(overview) => {
        const own = overview?.reliability;
        return (
          <>
            <Card title={words.reliability} notice={words.reliabilityNotice}>
              <dl className="p2p-tiles">
                <div>
                  <dt>{words.atLeast}</dt>
                  <dd>
                    <b>{own === undefined || own.counterparties === 0 ? '—' : shareOf(own.per_mille)}</b>
                  </dd>
                </div>
                <div>
                  <dt>{words.completed}</dt>
                  <dd>
                    <b>{numeral(own?.completed_trades ?? 0)}</b>
                  </dd>
                </div>
                <div>
                  <dt>{words.people}</dt>
                  <dd>
                    <b>{numeral(own?.counterparties ?? 0)}</b>
                  </dd>
                </div>
                {own !== undefined && own.weighted_counterparties !== '' && (
                  <div>
                    <dt>{words.weighted}</dt>
                    <dd>
                      <b>{readable(own.weighted_counterparties, true)}</b>
                    </dd>
                  </div>
                )}
                {own !== undefined && own.not_counted > 0 && (
                  <div>
                    <dt>{words.notCounted}</dt>
                    <dd>
                      <b>{numeral(own.not_counted)}</b>
                    </dd>
                  </div>
                )}
              </dl>
            </Card>
            <Card title={words.why}>
              <ul className="p2p-whys">
                {[...words.whys, ...weights(overview, words)].map((why) => (
                  <li key={why}>{why}</li>
                ))}
              </ul>
            </Card>
          </>
        );
      }}
    </Loaded>
  );
}

import { useP2pOverview } from '../exchange/p2p';
import { numeral } from '../money/numerals';
import { Card } from '../pages/Pages';
import { Asked } from '../pages/Records';
import { shareOf } from './Reliable';
import { useP2pWords } from './words';

/** The caller's reliability, and what it is made of. */
export function OwnReliability() {
  const words = useP2pWords();
  return (
    <Asked query={useP2pOverview()}>
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
                {words.whys.map((why) => (
                  <li key={why}>{why}</li>
                ))}
              </ul>
            </Card>
          </>
        );
      }}
    </Asked>
  );
}

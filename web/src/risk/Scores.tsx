import { useState } from 'react';
import { marketHref, riskHref } from '../app/place';
import { useScorePast, useScore, useScores, type Score } from '../exchange/risk';
import { numeral, readable } from '../money/numerals';
import { Waiting } from '../pages/Records';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Bar } from '../plots/Bar';
import { LinePlot } from '../plots/LinePlot';
import { boundsOf, counted, gradeOf, GRADES, TONES, type Grade } from './grades';
import { intervalText, ScoreFacts } from './ScoreCard';
import { ScoreTag } from './ScoreTag';
import { useRiskWords, type RiskWords } from './words';

/** All assets, the riskiest first. */
export function Scores() {
  const words = useRiskWords();
  const dates = useDates();
  const [grade, setGrade] = useState<Grade | null>(null);
  return (
    <Loaded query={useScores()}>
      {({ scores, day, madeMillis, assets, scored }) =>
        day === null || madeMillis === null ? (
          <Card title={words.parts.scores} notice={words.notice}>
            <p className="nothing">{words.notYet}</p>
          </Card>
        ) : (
          <>
            <Card
              title={words.distribution}
              notice={`${words.madeAt(dates.dayOf(day), dates.minute(madeMillis))} · ${words.counted(numeral(scored), numeral(assets))}`}
            >
              <Distribution scores={scores} chosen={grade} onChoose={setGrade} />
            </Card>
            <Card title={words.parts.scores} notice={words.notice}>
              <List
                scores={scores.filter(({ score }) => grade === null || (score !== null && gradeOf(score) === grade))}
              />
            </Card>
          </>
        )
      }
    </Loaded>
  );
}

interface DistributionProps {
  readonly scores: readonly Score[];
  readonly chosen: Grade | null;
  readonly onChoose: (grade: Grade | null) => void;
}

/** How many assets are of each grade; a press shows those alone. */
function Distribution({ scores, chosen, onChoose }: DistributionProps) {
  const words = useRiskWords();
  const counts = counted(scores);
  const most = Math.max(1, ...GRADES.map((grade) => counts.get(grade) ?? 0));
  const withheld = counts.get(null) ?? 0;
  return (
    <>
      <ul className="distribution" aria-label={words.grade}>
        {GRADES.map((grade) => {
          const [from, to] = boundsOf(grade);
          const count = counts.get(grade) ?? 0;
          return (
            <li key={grade}>
              <button
                type="button"
                aria-pressed={grade === chosen}
                onClick={() => onChoose(grade === chosen ? null : grade)}
              >
                <span>{words.grades[grade]}</span>
                <span className="quiet">{words.distributionOf(numeral(from), numeral(to))}</span>
                <Bar share={count / most} tone={TONES[grade]} />
                <span className="number">{numeral(count)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {(withheld > 0 || chosen !== null) && (
        <p className="quiet">
          {withheld > 0 && `${words.withheld}: ${numeral(withheld)}`}{' '}
          {chosen !== null && (
            <button type="button" className="link" onClick={() => onChoose(null)}>
              {words.allGrades}
            </button>
          )}
        </p>
      )}
    </>
  );
}

function largestOf({ score, factors }: Score, words: RiskWords): string {
  const largest = [...factors].sort((a, b) => b.contribution - a.contribution)[0];
  return score === null || largest === undefined
    ? '—'
    : `${words.factors[largest.name]} (${readable(largest.contribution.toFixed(1))})`;
}

function List({ scores }: { readonly scores: readonly Score[] }) {
  const words = useRiskWords();
  return (
    <Records
      label={words.parts.scores}
      rows={scores}
      keyOf={({ asset }) => asset}
      nothing={words.nothing}
      columns={[
        {
          name: words.asset,
          cell: ({ asset }) => (
            <a href={riskHref('scores', asset)}>
              <bdi>{asset}</bdi>
            </a>
          ),
        },
        { name: words.score, cell: ({ score }) => <ScoreTag score={score} /> },
        { name: words.interval, number: true, cell: intervalText },
        { name: words.confidence, number: true, cell: ({ confidence }) => readable(confidence.toFixed(0)) },
        { name: words.largest, cell: (score) => largestOf(score, words) },
      ]}
    />
  );
}

/** One asset: the score, why, and how it was before. */
export function AssetScore({ asset }: { readonly asset: string }) {
  const words = useRiskWords();
  return (
    <>
      <p className="pages-note">
        <a className="link" href={riskHref('scores')}>
          {words.allScores}
        </a>
      </p>
      <Loaded query={useScore(asset)}>
        {(score) => (
          <Card
            title={words.scoreOf(asset)}
            notice={words.notice}
            action={
              score?.market != null && (
                <a className="link" href={marketHref(score.market)}>
                  {words.market} <bdi>{score.market.replace('-', '/')}</bdi>
                </a>
              )
            }
          >
            {score === null ? <p className="nothing">{words.noScore}</p> : <ScoreFacts score={score} withMeasures />}
          </Card>
        )}
      </Loaded>
      <Past asset={asset} />
    </>
  );
}

const WHOLE = { least: 0, most: 100 };

function Past({ asset }: { readonly asset: string }) {
  const words = useRiskWords();
  const dates = useDates();
  const past = useScorePast(asset);
  const days = (past.data?.pages ?? []).flatMap(({ items }) => items).reverse();
  const points = days.flatMap(({ day, score, low, high }) =>
    score === null ? [] : [{ label: dates.dayOf(day), value: score, low, high }],
  );
  return (
    <Card
      title={words.past}
      notice={words.pastNotice}
      action={
        past.hasNextPage && (
          <button type="button" className="link" onClick={() => void past.fetchNextPage()}>
            {words.older}
          </button>
        )
      }
    >
      {past.data === undefined ? (
        <Waiting error={past.error} onRetry={() => void past.refetch()} />
      ) : points.length === 0 ? (
        <p className="nothing">{words.noPast}</p>
      ) : (
        <LinePlot label={words.past} points={points} span={WHOLE} text={(value) => readable(value.toFixed(1))} />
      )}
    </Card>
  );
}

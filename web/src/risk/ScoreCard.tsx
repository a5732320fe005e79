import { riskHref } from '../app/place';
import { useScore, type Factor, type Score } from '../exchange/risk';
import { numeral, readable } from '../money/numerals';
import { percentOf } from '../money/worth';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { Bar } from '../plots/Bar';
import { gradeOf, TONES } from './grades';
import { measureText } from './measures';
import { ScoreTag } from './ScoreTag';
import { useRiskWords } from './words';

/** How risky an asset is, and why. */
export function ScoreCard({ asset }: { readonly asset: string }) {
  const words = useRiskWords();
  return (
    <Card
      title={words.scoreOf(asset)}
      action={
        <a className="link" href={riskHref('scores', asset)}>
          {words.more}
        </a>
      }
    >
      <Loaded query={useScore(asset)}>
        {(score) =>
          score === null ? (
            <p className="nothing">{words.noScore}</p>
          ) : (
            <ScoreFacts score={score} withMeasures={false} />
          )
        }
      </Loaded>
    </Card>
  );
}

interface ScoreFactsProps {
  readonly score: Score;
  readonly withMeasures: boolean;
}

export function ScoreFacts({ score, withMeasures }: ScoreFactsProps) {
  const words = useRiskWords();
  const dates = useDates();
  return (
    <div className="score-facts">
      <dl className="facts">
        <dt>{words.score}</dt>
        <dd>
          <ScoreTag score={score.score} />
        </dd>
        <dt>{words.interval}</dt>
        <dd title={words.intervalNotice}>
          <span className="number">{intervalText(score)}</span>
        </dd>
        <dt>{words.confidence}</dt>
        <dd title={words.confidenceNotice}>
          <span className="number">{readable(score.confidence.toFixed(0))}</span>
          <Bar share={score.confidence / 100} />
        </dd>
      </dl>
      <p className="quiet">
        {words.madeAt(dates.dayOf(score.day), dates.minute(score.madeMillis))} ·{' '}
        {words.daysOf(numeral(score.days.present), numeral(score.days.expected))}
      </p>
      {score.peers !== null && <p>{words.peersOf(percentOf(score.peers.share, 0), numeral(score.peers.assets))}</p>}
      {score.notes.length > 0 && (
        <>
          <h3>{words.why}</h3>
          <ul className="score-notes">
            {score.notes.map((note) => (
              <li key={note}>{words.notes[note]}</li>
            ))}
          </ul>
        </>
      )}
      <h3>{words.parted}</h3>
      <p className="quiet">{words.partedNotice}</p>
      <ul className="score-factors">
        {score.factors.map((factor) => (
          <FactorLine key={factor.name} factor={factor} withMeasures={withMeasures} />
        ))}
      </ul>
    </div>
  );
}

export const intervalText = ({ low, high }: Score): string =>
  low === null || high === null ? '—' : `${readable(low.toFixed(1))} – ${readable(high.toFixed(1))}`;

/** One factor: its meaning, its value, and its points of the score. */
function FactorLine({ factor, withMeasures }: { readonly factor: Factor; readonly withMeasures: boolean }) {
  const words = useRiskWords();
  const { name, risk, weight, contribution, measures } = factor;
  return (
    <li>
      <p className="score-factor">
        <b>{words.factors[name]}</b>
        <Bar share={contribution / 100} tone={risk === null ? 'plain' : TONES[gradeOf(risk)]} />
        <span>
          {words.points} <b className="number">{readable(contribution.toFixed(1))}</b>
        </span>
      </p>
      <p className="quiet">
        {words.factorsAbout[name]} · {words.ownRisk}{' '}
        <span className="number">{risk === null ? words.unknown : readable(risk.toFixed(1))}</span> · {words.weight}{' '}
        <span className="number">{numeral(weight)}</span>
      </p>
      {withMeasures && measures.length > 0 && (
        <Records
          label={words.factors[name]}
          rows={measures}
          keyOf={(measure) => measure.name}
          nothing="—"
          columns={[
            { name: words.measure, cell: (measure) => words.measures[measure.name] ?? measure.name },
            { name: words.value, number: true, cell: measureText },
            {
              name: words.ownRisk,
              number: true,
              cell: (measure) => (measure.risk === null ? words.informative : readable(measure.risk.toFixed(1))),
            },
          ]}
        />
      )}
    </li>
  );
}

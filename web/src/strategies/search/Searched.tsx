import { useState } from 'react';
import { Choice } from '../../admin/Choice';
import { useHeatMap, type HeatMap, type SearchResult } from '../../exchange/strategies';
import { numeral, readable } from '../../money/numerals';
import { figureOf } from '../../money/worth';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { figureText } from '../result/Whole';
import { useStrategyWords } from '../words';
import { useSearchWords } from './words';

interface SearchedProps {
  readonly id: string;
  readonly search: SearchResult;
}

const ROWS = 10;

/** Trials of a search: the doubt about its best, the heat map, the best trials and the tests on other time. */
export function Searched({ id, search }: SearchedProps) {
  const words = useSearchWords();
  const strategyWords = useStrategyWords();
  const scored = search.trials.filter(({ score }) => score !== null);
  const sign = search.lower_is_better ? 1 : -1;
  const best = [...scored].sort((one, other) => sign * ((one.score ?? 0) - (other.score ?? 0))).slice(0, ROWS);
  const names = Object.keys(search.trials[0]?.parameters ?? {});
  const objective = strategyWords.figureNames[search.objective] ?? search.objective;
  return (
    <>
      <Card title={words.searched} notice={words.searchedNotice(objective)}>
        <dl className="strategy-tiles">
          <div>
            <dt>{words.trialCount}</dt>
            <dd className="number">
              <b>{numeral(search.trials.length)}</b>
            </dd>
          </div>
          {search.doubts.map((figure) => (
            <div key={figure.name}>
              <dt>{words.doubts[figure.name] ?? figure.name}</dt>
              <dd className="number" title={figure.reason === '' ? undefined : figure.reason}>
                <b>{figureText(figure, strategyWords)}</b>
              </dd>
            </div>
          ))}
        </dl>
        <Records
          label={words.bestTrials}
          rows={best}
          keyOf={({ number }) => String(number)}
          nothing={words.noScores}
          columns={[
            { name: words.trial, cell: ({ number }) => numeral(number + 1) },
            ...names.map((name) => ({
              name,
              number: true,
              cell: ({ parameters }: (typeof best)[number]) => readable(parameters[name] ?? '—', true),
            })),
            { name: objective, number: true, cell: ({ score }) => (score === null ? '—' : figureOf(score)) },
          ]}
        />
      </Card>
      {names.length > 1 && <Heat id={id} names={names} objective={objective} isLowBest={search.lower_is_better} />}
      {search.folds.length > 0 && <Folds search={search} />}
    </>
  );
}

interface HeatProps {
  readonly id: string;
  readonly names: readonly string[];
  readonly objective: string;
  readonly isLowBest: boolean;
}

function Heat({ id, names, objective, isLowBest }: HeatProps) {
  const words = useSearchWords();
  const [x, setX] = useState(names[0] ?? '');
  const [requestedY, setY] = useState(names[1] ?? '');
  const y = requestedY === x ? (names.find((name) => name !== x) ?? '') : requestedY;
  const all = Object.fromEntries(names.map((name) => [name, name]));
  return (
    <Card title={words.heatMap} notice={words.heatMapNotice(objective)}>
      {names.length > 2 && (
        <div className="strategy-fields">
          <Choice<string>
            name="x"
            label={words.across}
            values={names}
            names={all}
            chosen={x}
            onChoose={(each) => setX(each ?? x)}
          />
          <Choice<string>
            name="y"
            label={words.down}
            values={names.filter((name) => name !== x)}
            names={all}
            chosen={y}
            onChoose={(each) => setY(each ?? y)}
          />
        </div>
      )}
      <Loaded query={useHeatMap(id, x, y)}>{(map) => <Cells map={map} isLowBest={isLowBest} />}</Loaded>
    </Card>
  );
}

function Cells({ map, isLowBest }: { readonly map: HeatMap; readonly isLowBest: boolean }) {
  const words = useSearchWords();
  const scores = map.scores.flat().filter((score) => score !== null);
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  const goodOf = (score: number): number => {
    const share = most > least ? (score - least) / (most - least) : 0.5;
    return isLowBest ? 1 - share : share;
  };
  return (
    <div className="records-scroll strategy-returns" role="group" aria-label={words.heatMap} tabIndex={0}>
      <table dir="ltr">
        <thead>
          <tr>
            <th scope="col">
              <bdi>
                {map.y} ↓ {map.x} →
              </bdi>
            </th>
            {map.x_values.map((value) => (
              <th key={value} scope="col">
                {readable(value, true)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.scores.map((row, at) => (
            <tr key={map.y_values[at]}>
              <th scope="row">{readable(map.y_values[at] ?? '', true)}</th>
              {row.map((score, place) =>
                score === null ? (
                  <td key={map.x_values[place]} className="quiet">
                    —
                  </td>
                ) : (
                  <td key={map.x_values[place]} className="number" style={{ background: colourOf(goodOf(score)) }}>
                    {figureOf(score)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** From the colour of a loss over none to the colour of a profit. */
function colourOf(good: number): string {
  const strength = Math.round(Math.abs(good - 0.5) * 2 * 38);
  return `color-mix(in srgb, ${good < 0.5 ? 'var(--down)' : 'var(--up)'} ${strength}%, transparent)`;
}

function Folds({ search }: { readonly search: SearchResult }) {
  const words = useSearchWords();
  const dates = useDates();
  const score = (value: number | null): string => (value === null ? '—' : figureOf(value));
  return (
    <Card title={words.folds} notice={words.foldsNotice}>
      <Records
        label={words.folds}
        rows={search.folds}
        keyOf={({ test }) => test.from}
        nothing={words.noScores}
        columns={[
          {
            name: words.testedTime,
            cell: ({ test }) => `${dates.minute(Date.parse(test.from))} – ${dates.minute(Date.parse(test.to))}`,
          },
          {
            name: words.chosenSet,
            cell: ({ parameters, reason }) => (
              <bdi>
                {Object.entries(parameters)
                  .map(([name, value]) => `${name} ${readable(value, true)}`)
                  .join(', ') || reason}
              </bdi>
            ),
          },
          { name: words.trainingScore, number: true, cell: ({ training_score }) => score(training_score) },
          { name: words.testScore, number: true, cell: ({ test_score }) => score(test_score) },
        ]}
      />
    </Card>
  );
}

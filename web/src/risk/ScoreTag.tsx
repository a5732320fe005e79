import { readable } from '../money/numerals';
import { gradeOf } from './grades';
import { useRiskWords } from './words';
import './risk.css';

/** A score with its grade. */
export function ScoreTag({ score }: { readonly score: number | null }) {
  const words = useRiskWords();
  if (score === null) {
    return <span className="quiet">{words.withheld}</span>;
  }
  const grade = gradeOf(score);
  return (
    <span className={`score score-${grade}`}>
      <b className="number">{readable(score.toFixed(1))}</b> <small>{words.grades[grade]}</small>
    </span>
  );
}

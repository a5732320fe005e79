/** Scores by words, for a glance: five bands of twenty; the number is the score. */
import type { Score } from '../exchange/risk';

export const GRADES = ['minimal', 'low', 'middle', 'high', 'severe'] as const;
export type Grade = (typeof GRADES)[number];

const BAND = 20;

export const gradeOf = (score: number): Grade =>
  GRADES[Math.min(GRADES.length - 1, Math.floor(Math.max(0, score) / BAND))] ?? 'severe';

/** The first score of a grade, and the first above it. */
export const boundsOf = (grade: Grade): readonly [number, number] => {
  const at = GRADES.indexOf(grade);
  return [at * BAND, (at + 1) * BAND];
};

/** How many of them are of each grade; those that were withheld under null. */
export function counted(scores: readonly Score[]): ReadonlyMap<Grade | null, number> {
  const counts = new Map<Grade | null, number>([...GRADES, null].map((grade) => [grade, 0]));
  for (const { score } of scores) {
    const grade = score === null ? null : gradeOf(score);
    counts.set(grade, (counts.get(grade) ?? 0) + 1);
  }
  return counts;
}

export const TONES = { minimal: 'good', low: 'good', middle: 'warn', high: 'risky', severe: 'risky' } as const;

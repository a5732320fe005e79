import type { UseQueryResult } from '@tanstack/react-query';
import { numeral } from '../../money/numerals';
import { useOverviewWords } from './words';

type Tone = 'good' | 'warn' | 'bad' | 'plain';

export interface Figure {
  readonly text: string;
  readonly tone: Tone;
  readonly note?: string;
}

/** A number of things that wait for a person: none is well. */
export const waiting = (count: number, isMore = false, tone: Tone = 'warn'): Figure => ({
  text: `${numeral(count)}${isMore ? '+' : ''}`,
  tone: count === 0 ? 'good' : tone,
});

interface TileProps<T> {
  readonly href: string;
  readonly name: string;
  readonly query: UseQueryResult<T>;
  readonly figure: (answer: T) => Figure;
}

/** A figure that leads to the page where something can be done about it. */
export function Tile<T>({ href, name, query, figure }: TileProps<T>) {
  const words = useOverviewWords();
  const { text, tone, note }: Figure =
    query.data !== undefined
      ? figure(query.data)
      : { text: '—', tone: query.error === null ? 'plain' : 'warn', note: query.error === null ? '' : words.noAnswer };
  return (
    <a className="tile" href={href} data-tone={tone}>
      <span>{name}</span>
      <b>{text}</b>
      {note !== undefined && note !== '' && <small>{note}</small>}
    </a>
  );
}

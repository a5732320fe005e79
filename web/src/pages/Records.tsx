import type { UseQueryResult } from '@tanstack/react-query';
import { useRef, type ReactElement, type ReactNode } from 'react';
import { useKeptFocus } from '../controls/kept-focus';
import { problemOf } from '../exchange/problem';
import { useMessages } from '../language/language';
import { saying } from '../language/messages';
import './pages.css';

export interface Column<Row> {
  readonly name: string;
  readonly cell: (row: Row) => ReactNode;
  readonly number?: boolean;
}

interface RecordsProps<Row> {
  /** Description for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Said instead of a table without rows; an element says what brings the first row, too. */
  readonly nothing: string | ReactElement;
  /** Actions on a row. */
  readonly actions?: (row: Row) => ReactNode;
  /** More of a row, below it. */
  readonly detail?: (row: Row) => ReactNode;
}

/** A table; on a phone each row is a card whose lines say what they are. */
export function Records<Row>(records: RecordsProps<Row>) {
  const { label, rows, nothing } = records;
  const area = useRef<HTMLDivElement>(null);
  useKeptFocus(area);
  return (
    <div className="records-scroll" ref={area} role="group" aria-label={label} tabIndex={0}>
      {rows.length > 0 ? (
        <Table {...records} />
      ) : typeof nothing === 'string' ? (
        <p className="nothing">{nothing}</p>
      ) : (
        nothing
      )}
    </div>
  );
}

function Table<Row>({ label, columns, rows, keyOf, actions, detail }: RecordsProps<Row>) {
  const messages = useMessages();
  return (
    <table className="records" aria-label={label}>
      <thead>
        <tr>
          {columns.map(({ name }) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          {actions !== undefined && (
            <th scope="col">
              <span className="unseen">{messages.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      {rows.map((row) => (
        <tbody key={keyOf(row)}>
          <tr>
            {columns.map(({ name, cell, number = false }) => (
              <td key={name} data-name={name} className={number ? 'number' : undefined}>
                {cell(row)}
              </td>
            ))}
            {actions !== undefined && <td className="records-actions">{actions(row)}</td>}
          </tr>
          {detail?.(row)}
        </tbody>
      ))}
    </table>
  );
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (answer: T) => ReactNode;
}

/** The requested data, or the reason why there is no answer. */
export function Loaded<T>({ query, children }: LoadedProps<T>) {
  return query.data === undefined ? (
    <Waiting error={query.error} onRetry={() => void query.refetch()} />
  ) : (
    children(query.data)
  );
}

interface WaitingProps {
  readonly error: Error | null;
  readonly onRetry: () => void;
}

/** Nothing yet; or why, and a way to ask again. */
export function Waiting({ error, onRetry }: WaitingProps) {
  const messages = useMessages();
  if (error === null) {
    return <p className="nothing" aria-busy />;
  }
  return (
    <p className="nothing" role="alert">
      <span>{saying(problemOf(error), messages)}</span>
      <button type="button" className="secondary" onClick={onRetry}>
        {messages.retry}
      </button>
    </p>
  );
}

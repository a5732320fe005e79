import { useState } from 'react';
import { useDifference, useVersions, type Source } from '../../exchange/strategies';
import { numeral } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { useStrategyWords } from '../words';

/** Older versions of a program, and how each differs from the newest one. */
export function Versions({ of }: { readonly of: Source }) {
  const words = useStrategyWords();
  const dates = useDates();
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Card title={words.versions} notice={words.versionsNotice}>
      <Loaded query={useVersions(of.id)}>
        {(versions) => (
          <Records
            label={words.versions}
            rows={versions}
            keyOf={({ version }) => String(version)}
            nothing={words.noVersions}
            columns={[
              { name: words.version, cell: ({ version }) => numeral(version) },
              { name: words.savedAt, cell: ({ created_at }) => dates.minute(Date.parse(created_at)) },
            ]}
            actions={({ version }) =>
              version === of.version ? (
                <span className="quiet">{words.newest}</span>
              ) : (
                <button
                  type="button"
                  className="small-button"
                  aria-expanded={shown === version}
                  onClick={() => setShown(shown === version ? null : version)}
                >
                  {words.difference}
                </button>
              )
            }
            detail={({ version }) =>
              shown === version && (
                <tr className="records-detail">
                  <td colSpan={3}>
                    <Difference id={of.id} from={version} to={of.version} />
                  </td>
                </tr>
              )
            }
          />
        )}
      </Loaded>
    </Card>
  );
}

interface DifferenceProps {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

function Difference({ id, from, to }: DifferenceProps) {
  const words = useStrategyWords();
  return (
    <Loaded query={useDifference(id, from, to)}>
      {(lines) => (
        <pre className="strategy-difference" dir="ltr" tabIndex={0} aria-label={words.difference}>
          {lines.map((line, at) => (
            <span key={at} className={line.startsWith('+') ? 'up' : line.startsWith('-') ? 'down' : undefined}>
              {`${line}\n`}
            </span>
          ))}
        </pre>
      )}
    </Loaded>
  );
}

import type { PartHealth, SystemAlert, View } from '../../exchange/operations';
import { numeral } from '../../money/numerals';
import { useDates } from '../../pages/dates';
import { Records } from '../../pages/Records';
import { useOverviewWords } from './words';

export function SystemAlerts({ alerts }: { readonly alerts: readonly SystemAlert[] }) {
  const words = useOverviewWords();
  const dates = useDates();
  return (
    <div id="alerts">
      <Records
        label={words.systemAlerts}
        rows={alerts}
        keyOf={({ id }) => id}
        nothing={words.noAlerts}
        columns={[
          { name: words.since, cell: ({ sinceMillis }) => dates.second(sinceMillis) },
          {
            name: words.alert,
            cell: ({ name, endedMillis }) => (
              <i className={`tag ${endedMillis === null ? 'tag-bad' : 'tag-plain'}`}>
                <bdi>{name}</bdi>
              </i>
            ),
          },
          { name: words.reason, cell: ({ why }) => <bdi>{why}</bdi> },
          {
            name: words.ended,
            cell: ({ endedMillis }) => (endedMillis === null ? words.holds : dates.second(endedMillis)),
          },
        ]}
      />
    </div>
  );
}

const TAGS = { up: 'tag-good', impaired: 'tag-warn', down: 'tag-bad' } as const;

export function Parts({ parts }: { readonly parts: readonly PartHealth[] }) {
  const words = useOverviewWords();
  const dates = useDates();
  const ill = parts.filter(({ state }) => state !== 'up');
  const well = parts.filter(({ state }) => state === 'up');
  return (
    <div id="parts">
      <Records
        label={words.parts}
        rows={ill}
        keyOf={({ name }) => name}
        nothing={words.allWell}
        columns={[
          { name: words.part, cell: ({ name }) => <bdi>{name}</bdi> },
          { name: words.state, cell: ({ state }) => <i className={`tag ${TAGS[state]}`}>{words.states[state]}</i> },
          { name: words.reason, cell: ({ why }) => <bdi>{why ?? '—'}</bdi> },
          {
            name: words.since,
            cell: ({ sinceMillis }) => (sinceMillis === null ? '—' : dates.second(sinceMillis)),
          },
        ]}
      />
      <details className="well">
        <summary>{words.wellParts(well.length)}</summary>
        <ul>
          {well.map(({ name, figures }) => (
            <li key={name}>
              <bdi>{name}</bdi> <Measurements figures={figures} />
            </li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function Measurements({ figures }: Pick<PartHealth, 'figures'>) {
  const all = Object.entries(figures);
  return all.length === 0 ? null : (
    <small className="quiet">
      <bdi dir="ltr">{all.map(([name, size]) => `${name} ${numeral(size)}`).join(' · ')}</bdi>
    </small>
  );
}

export function ViewList({ views }: { readonly views: readonly View[] }) {
  const words = useOverviewWords();
  return (
    <div id="views">
      <Records
        label={words.views}
        rows={views}
        keyOf={({ name }) => name}
        nothing="—"
        columns={[
          { name: words.view, cell: ({ name }) => <bdi>{name}</bdi> },
          { name: words.shownTo, number: true, cell: ({ sequence }) => numeral(sequence) },
          {
            name: words.stoppedFor,
            cell: ({ stopped }) =>
              stopped.length === 0
                ? words.nowhere
                : stopped.map(({ tenant, event, why }) => (
                    <span key={tenant}>
                      <i className="tag tag-bad">{words.exchangeNumber(tenant, event)}</i>
                      <small>
                        <bdi>{why}</bdi>
                      </small>
                    </span>
                  )),
          },
          { name: words.rebuild, cell: ({ rebuild }) => words.rebuilds[rebuild] },
        ]}
      />
    </div>
  );
}

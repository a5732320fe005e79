import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { adminHref } from '../../app/place';
import { useExchange, useSession } from '../../exchange/context';
import { deadLetters } from '../../exchange/letters';
import { useOversight } from '../../exchange/oversight';
import { lastReconciled } from '../../exchange/reconciled';
import { topUpRequests } from '../../exchange/cold';
import { useAdministration } from '../../exchange/administration';
import { refreshPrivate } from '../../exchange/queries';
import { numeral } from '../../money/numerals';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { healthIn, lagIn } from './figures';
import { Parts, SystemAlerts, ViewList } from './Lists';
import { useCaseCount, useFigure, useHealth, useSystemAlerts, useTaskCounts, useViews } from './queries';
import { Tile, waiting } from './Tile';
import { useOverviewWords } from './words';
import './overview.css';

const FIRST = '1';

/** State of the exchange at a glance; each figure leads to the page where something can be done about it. */
export function Overview({ section }: { readonly section: string | null }) {
  const words = useOverviewWords();
  const queries = useQueryClient();
  const session = useSession();
  const permissions = session.kind === 'in' ? session.user.permissions : [];
  const runsAll = permissions.includes('tenants_manage');
  const alerts = useSystemAlerts(runsAll);
  const views = useViews(runsAll);
  const health = useHealth();
  const isReady = health.data !== undefined && (!runsAll || (alerts.data !== undefined && views.data !== undefined));
  useEffect(() => {
    if (isReady && section !== null) {
      document.getElementById(section)?.scrollIntoView({ block: 'center' });
    }
  }, [isReady, section]);
  return (
    <>
      <Card
        title={words.overview}
        notice={words.notice}
        action={
          <button type="button" className="secondary" onClick={() => void refreshPrivate(queries)}>
            {words.refresh}
          </button>
        }
      >
        <Tiles permissions={permissions} health={health} views={views} alerts={alerts} />
      </Card>
      {runsAll && (
        <Card title={words.systemAlerts} notice={words.systemAlertsNotice}>
          <Loaded query={alerts}>{({ items }) => <SystemAlerts alerts={items} />}</Loaded>
        </Card>
      )}
      <Card title={words.parts} notice={words.partsNotice}>
        <Loaded query={health}>{({ now }) => <Parts parts={now.parts} />}</Loaded>
      </Card>
      {runsAll && (
        <Card title={words.views} notice={words.viewsNotice}>
          <Loaded query={views}>{({ now }) => <ViewList views={now.items} />}</Loaded>
        </Card>
      )}
    </>
  );
}

interface TilesProps {
  readonly permissions: readonly string[];
  readonly health: ReturnType<typeof useHealth>;
  readonly views: ReturnType<typeof useViews>;
  readonly alerts: ReturnType<typeof useSystemAlerts>;
}

function Tiles({ permissions, health, views, alerts }: TilesProps) {
  const words = useOverviewWords();
  const may = (permission: string): boolean => permissions.includes(permission);
  return (
    <div className="tiles">
      <Tile
        href={adminHref('overview', 'parts')}
        name={words.health}
        query={health}
        figure={(at) => healthIn(at.now, words)}
      />
      <EventRate health={health} views={views} />
      <Tile
        href={adminHref('overview', 'parts')}
        name={words.lag}
        query={health}
        figure={(at) => lagIn(at.now, words)}
      />
      {may('tenants_manage') && (
        <>
          <Tile
            href={adminHref('overview', 'alerts')}
            name={words.alerts}
            query={alerts}
            figure={({ items }) =>
              waiting(items.filter(({ endedMillis }) => endedMillis === null).length, false, 'bad')
            }
          />
          <Tile
            href={adminHref('overview', 'views')}
            name={words.stoppedViews}
            query={views}
            figure={({ now }) => waiting(now.items.filter(({ stopped }) => stopped.length > 0).length, false, 'bad')}
          />
        </>
      )}
      {may('markets_manage') && <MarketsTile />}
      {may('custody_manage') && <CustodyTiles />}
      {may('tenants_manage') && <LettersTile />}
      {may('users_read') && <PeopleTiles />}
      {may('tenant_configure') && <TasksTile />}
    </div>
  );
}

const TENTHS = 10;

/** The rate by health where the caller's address sees it, which is newer; else by the views. */
function EventRate({ health, views }: Pick<TilesProps, 'health' | 'views'>) {
  const words = useOverviewWords();
  const rate = health.data?.eventsPerSecond ?? views.data?.eventsPerSecond ?? null;
  return (
    <Tile
      href={adminHref('markets')}
      name={words.events}
      query={health}
      figure={() => ({
        text: rate === null ? '—' : numeral(Math.round(rate * TENTHS) / TENTHS),
        tone: 'plain',
        note: words.eventsNote,
      })}
    />
  );
}

function MarketsTile() {
  const words = useOverviewWords();
  const administration = useAdministration();
  const query = useFigure('markets', true, () => administration.markets());
  return (
    <Tile
      href={adminHref('markets')}
      name={words.marketsClosed}
      query={query}
      figure={(markets) => waiting(markets.filter(({ state }) => state !== 'open' && state !== 'delisted').length)}
    />
  );
}

function CustodyTiles() {
  const words = useOverviewWords();
  const exchange = useExchange();
  const oversight = useOversight();
  const toDecide = useFigure('withdrawals', true, () => oversight.toDecide());
  const transfers = useFigure('transfers', true, () => oversight.transfers());
  const arrivals = useFigure('arrivals', true, () => oversight.arrivals());
  const stopped = useFigure('stopped', true, () => oversight.stopped());
  const compared = useFigure('reconciliation', true, () => lastReconciled(exchange));
  const topUps = useFigure('top-ups', true, () => topUpRequests(exchange));
  return (
    <>
      <Tile
        href={adminHref('custody')}
        name={words.withdrawals}
        query={toDecide}
        figure={({ items, nextCursor }) => waiting(items.length, nextCursor !== null)}
      />
      <Tile
        href={adminHref('custody')}
        name={words.transfers}
        query={transfers}
        figure={({ items, nextCursor }) => waiting(items.length, nextCursor !== null)}
      />
      <Tile
        href={adminHref('custody')}
        name={words.payments}
        query={arrivals}
        figure={({ items, nextCursor }) => waiting(items.length, nextCursor !== null)}
      />
      <Tile
        href={adminHref('reconciliation')}
        name={words.reconciliation}
        query={compared}
        figure={(rows) => {
          const wrong = rows.filter(({ verdict }) => verdict === 'differs').length;
          return wrong === 0
            ? { text: words.compared(rows.length), tone: rows.length === 0 ? 'plain' : 'good' }
            : { text: words.differences(wrong), tone: 'bad' };
        }}
      />
      <Tile
        href={adminHref('hot-cold')}
        name={words.topUps}
        query={topUps}
        figure={(all) => waiting(all.filter(({ state }) => state === 'open').length)}
      />
      <Tile
        href={adminHref('dead-letters')}
        name={words.stoppedWork}
        query={stopped}
        figure={({ items, nextCursor }) => waiting(items.length, nextCursor !== null, 'bad')}
      />
    </>
  );
}

function LettersTile() {
  const words = useOverviewWords();
  const exchange = useExchange();
  const query = useFigure('dead letters', true, () => deadLetters(exchange, FIRST, null));
  return (
    <Tile
      href={adminHref('dead-letters')}
      name={words.deadLetters}
      query={query}
      figure={({ items, nextCursor }) => ({
        ...waiting(items.filter(({ state }) => state === 'dead').length, nextCursor !== null, 'bad'),
        note: words.deadLettersNote,
      })}
    />
  );
}

function PeopleTiles() {
  const words = useOverviewWords();
  const administration = useAdministration();
  const cases = useCaseCount(true);
  const requests = useFigure('role requests', true, () => administration.roleRequests('pending', null));
  return (
    <>
      <Tile
        href={adminHref('surveillance')}
        name={words.openCases}
        query={cases}
        figure={({ count, isMore }) => waiting(count, isMore)}
      />
      <Tile
        href={adminHref('role-requests')}
        name={words.roleRequests}
        query={requests}
        figure={({ items, nextCursor }) => waiting(items.length, nextCursor !== null)}
      />
    </>
  );
}

function TasksTile() {
  const words = useOverviewWords();
  return (
    <Tile
      href={adminHref('tasks')}
      name={words.failedTasks}
      query={useTaskCounts(true)}
      figure={({ dead, queued }) => ({
        ...waiting(dead, false, 'bad'),
        ...(queued > 0 ? { note: words.queued(queued) } : {}),
      })}
    />
  );
}

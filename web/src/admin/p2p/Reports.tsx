import { useId, useState } from 'react';
import { adminHref } from '../../app/place';
import { useExchange, useSession } from '../../exchange/context';
import {
  liftRestriction,
  useModerationFigures,
  useP2pRestrictions,
  useUserReport,
  useUserReports,
  type P2pRestriction,
  type UserReport,
  type UserReportDetails,
} from '../../exchange/p2p-reports';
import { numeral } from '../../money/numerals';
import { Reliable } from '../../p2p/Reliable';
import { Sum } from '../../p2p/Sum';
import { StateTag } from '../../p2p/trades/Trades';
import { useP2pWords } from '../../p2p/words';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { Paged } from '../Paged';
import { Chargebacks } from './Chargebacks';
import { useCaseWords } from './words';

/** Place of a report in the address of the page. */
const PLACE = 'report-';

/** Returns the number of the report that an address names; null for a trade or the lists. */
export const reportIn = (id: string | null): string | null =>
  id?.startsWith(PLACE) === true ? id.slice(PLACE.length) : null;

/** Reports on people, restrictions that followed, and the figures of moderators. */
export function Reports() {
  return (
    <>
      <List />
      <Chargebacks />
      <Restrictions />
      <Figures />
    </>
  );
}

function List() {
  const words = useCaseWords();
  const id = useId();
  const [isOpen, setOpen] = useState(true);
  return (
    <Card title={words.reports} notice={words.reportsNotice}>
      <p className="p2p-knows">
        <input id={id} type="checkbox" checked={isOpen} onChange={({ target }) => setOpen(target.checked)} />{' '}
        <label htmlFor={id}>{words.onlyOpen}</label>
      </p>
      <Paged list={useUserReports(isOpen)}>{(rows) => <Rows rows={rows} />}</Paged>
    </Card>
  );
}

function Rows({ rows }: { readonly rows: readonly UserReport[] }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const dates = useDates();
  return (
    <Records
      label={words.reports}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noReports}
      columns={[
        { name: p2pWords.reportReason, cell: ({ reason }) => p2pWords.reportReasons[reason] },
        { name: words.reported, cell: ({ reported }) => <bdi>{reported}</bdi> },
        { name: words.reporter, cell: ({ reporter }) => <bdi>{reporter}</bdi> },
        { name: words.caseOf, cell: ({ case_id: id }) => <bdi>{id}</bdi> },
        { name: p2pWords.state, cell: ({ state }) => words.reportStates[state] },
        { name: words.waiting, cell: ({ created_at }) => dates.minute(Date.parse(created_at)) },
      ]}
      actions={({ id }) => (
        <a className="small-button" href={adminHref('p2p', `${PLACE}${id}`)}>
          {words.open}
        </a>
      )}
    />
  );
}

/** One report: the words of the reporter, both people and their trade. */
export function ReportView({ id }: { readonly id: string }) {
  const words = useCaseWords();
  return (
    <>
      <p className="p2p-back">
        <a className="link" href={adminHref('p2p')}>
          {words.back}
        </a>
      </p>
      <Loaded query={useUserReport(id)}>{(details) => <Shown of={details} />}</Loaded>
    </>
  );
}

function Shown({ of: { report, text, trade, of_reporter, of_reported } }: { readonly of: UserReportDetails }) {
  const words = useCaseWords();
  const p2pWords = useP2pWords();
  const dates = useDates();
  return (
    <Card title={words.reportTitle(report.id)} notice={words.decideInCase(report.case_id)}>
      <dl className="facts">
        <dt>{p2pWords.reportReason}</dt>
        <dd>{p2pWords.reportReasons[report.reason]}</dd>
        <dt>{p2pWords.reportText}</dt>
        <dd className="p2p-terms">
          <bdi>{text}</bdi>
        </dd>
        <dt>{p2pWords.state}</dt>
        <dd>{words.reportStates[report.state]}</dd>
        <dt>{words.waiting}</dt>
        <dd>{dates.minute(Date.parse(report.created_at))}</dd>
        <dt>{words.reported}</dt>
        <dd>
          <bdi>{report.reported}</bdi> <Reliable of={of_reported} />
        </dd>
        <dt>{words.reporter}</dt>
        <dd>
          <bdi>{report.reporter}</bdi> <Reliable of={of_reporter} />
        </dd>
        <dt>{p2pWords.offer}</dt>
        <dd>
          <bdi>{report.offer_id}</bdi>
        </dd>
        {trade !== null && (
          <>
            <dt>{p2pWords.trade}</dt>
            <dd>
              <Sum of={trade.quantity} code={trade.asset} /> <StateTag of={trade} />
              <small>
                <code>{trade.id}</code>
              </small>
            </dd>
          </>
        )}
      </dl>
      <a className="secondary p2p-button" href={adminHref('surveillance')}>
        {words.toCases}
      </a>
    </Card>
  );
}

function Restrictions() {
  const words = useCaseWords();
  return (
    <Card title={words.restrictions} notice={words.restrictionsNotice}>
      <Paged list={useP2pRestrictions()}>{(rows) => <Restricted rows={rows} />}</Paged>
    </Card>
  );
}

function Restricted({ rows }: { readonly rows: readonly P2pRestriction[] }) {
  const words = useCaseWords();
  const dates = useDates();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  const mayLift = session.kind === 'in' && session.user.permissions.includes('users_manage');
  const lift = (id: string): void => act(() => liftRestriction(exchange, id).then(() => words.lifted));
  return (
    <Records
      label={words.restrictions}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noRestrictions}
      columns={[
        { name: words.reported, cell: ({ account }) => <bdi>{account}</bdi> },
        { name: words.restrictedFor, cell: ({ reason }) => <bdi>{reason}</bdi> },
        { name: words.since, cell: ({ set_at }) => dates.minute(Date.parse(set_at)) },
        {
          name: words.until,
          cell: ({ ends_at: end }) => (end === null ? words.untilLifted : dates.minute(Date.parse(end))),
        },
      ]}
      actions={({ id }) =>
        mayLift ? (
          <SureButton className="small-button" sure={words.liftSure} busy={busy} onSure={() => lift(id)}>
            {words.lift}
          </SureButton>
        ) : null
      }
    />
  );
}

function Figures() {
  const words = useCaseWords();
  return (
    <Card title={words.figures}>
      <Loaded query={useModerationFigures()}>
        {({ reports, moderators }) => (
          <>
            <dl className="facts">
              {(['dismissed', 'warned', 'restricted'] as const).map((state) => (
                <div key={state}>
                  <dt>{words.reportStates[state]}</dt>
                  <dd>{numeral(reports[state])}</dd>
                </div>
              ))}
            </dl>
            <Records
              label={words.figures}
              rows={moderators}
              keyOf={({ account }) => account}
              nothing={words.noFigures}
              columns={[
                { name: words.handledBy, cell: ({ account }) => <bdi>{account}</bdi> },
                { name: words.counts.claimed, number: true, cell: ({ claimed }) => numeral(claimed) },
                { name: words.counts.decided, number: true, cell: ({ decided }) => numeral(decided) },
                { name: words.counts.approved, number: true, cell: ({ approved }) => numeral(approved) },
                { name: words.counts.rejected, number: true, cell: ({ rejected }) => numeral(rejected) },
                { name: words.counts.appealed, number: true, cell: ({ appealed }) => numeral(appealed) },
              ]}
            />
          </>
        )}
      </Loaded>
    </Card>
  );
}

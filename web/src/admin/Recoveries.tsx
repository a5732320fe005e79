import { useRecoveryWords } from '../account/recovery-words';
import { useExchange, useSession } from '../exchange/context';
import { beginRecovery, decideRecovery, recoveries, type Recovery, type RecoveryState } from '../exchange/recovery';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Paged } from './Paged';
import { usePages } from './queries';
import { useAdminWords } from './words';

const TAGS: Readonly<Record<RecoveryState, string>> = {
  asked: 'tag-plain',
  waiting: 'tag-warn',
  done: 'tag-good',
  canceled: 'tag-plain',
  stopped: 'tag-bad',
  expired: 'tag-plain',
};

/** Recoveries of users who have lost their second factors; an operator may stop each and must approve some. */
export function Recoveries() {
  const words = useRecoveryWords();
  const exchange = useExchange();
  const list = usePages(['recoveries'], (cursor) => recoveries(exchange, cursor));
  return (
    <Card title={words.recoveries} notice={words.recoveriesNotice}>
      <Paged list={list}>{(rows) => <List rows={rows} />}</Paged>
    </Card>
  );
}

function List({ rows }: { readonly rows: readonly Recovery[] }) {
  const words = useRecoveryWords();
  const admin = useAdminWords();
  const dates = useDates();
  return (
    <Records
      label={words.recoveries}
      rows={rows}
      keyOf={({ id }) => id}
      nothing={words.noRecoveries}
      columns={[
        { name: admin.user, cell: ({ userId }) => admin.userNumber(userId) },
        {
          name: admin.state,
          cell: ({ state, needsApproval }) => (
            <span>
              <i className={`tag ${TAGS[state]}`}>{words.states[state]}</i>
              {needsApproval && state === 'waiting' && <small>{words.approval}</small>}
            </span>
          ),
        },
        { name: admin.requestedBy, cell: ({ requestedBy }) => admin.userNumber(requestedBy) },
        { name: admin.decidedBy, cell: ({ decidedBy }) => (decidedBy === null ? '—' : admin.userNumber(decidedBy)) },
        { name: admin.when, cell: ({ requestedMillis }) => dates.minute(requestedMillis) },
        { name: words.due, cell: ({ dueMillis }) => (dueMillis === null ? '—' : dates.minute(dueMillis)) },
      ]}
      actions={(recovery) => <Decide recovery={recovery} />}
    />
  );
}

/** Begins the recovery of another user, also of one who may act for others. */
export function BeginRecovery({ userId }: { readonly userId: string }) {
  const words = useRecoveryWords();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const begin = (): void =>
    act(async () => {
      await beginRecovery(exchange, userId);
      return words.begun;
    });
  return (
    <Card
      title={words.begin}
      notice={words.beginNotice}
      action={
        <SureButton sure={words.beginSure} busy={busy} onSure={begin}>
          {words.begin}
        </SureButton>
      }
    />
  );
}

function Decide({ recovery }: { readonly recovery: Recovery }) {
  const words = useRecoveryWords();
  const admin = useAdminWords();
  const exchange = useExchange();
  const session = useSession();
  const { busy, act } = useAct();
  const isOpen = recovery.state === 'asked' || recovery.state === 'waiting';
  if (!isOpen || session.kind !== 'in' || recovery.userId === session.user.id) {
    return null;
  }
  const press = (approve: boolean) => (): void =>
    act(async () => {
      await decideRecovery(exchange, recovery.id, approve);
      return approve ? words.approved : words.stopped;
    });
  return (
    <>
      {recovery.needsApproval && recovery.state === 'waiting' && (
        <SureButton sure={admin.approveSure} busy={busy} onSure={press(true)}>
          {admin.approve}
        </SureButton>
      )}
      <SureButton sure={words.stopSure} busy={busy} onSure={press(false)}>
        {words.stop}
      </SureButton>
    </>
  );
}

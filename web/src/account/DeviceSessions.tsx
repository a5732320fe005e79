import { useExchange } from '../exchange/context';
import { useIdentity, type DeviceSession } from '../exchange/identity';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded, Records } from '../pages/Records';
import { deviceColumn } from './device-text';
import { useDeviceSessions } from './queries';
import { useAccountWords } from './words';

/** Where the caller is logged in. */
export function DeviceSessions() {
  const words = useAccountWords();
  const identity = useIdentity();
  const { busy, act } = useAct();
  const query = useDeviceSessions();
  return (
    <Card
      title={words.sessions}
      notice={words.sessionsNotice}
      action={
        (query.data?.length ?? 0) > 1 && (
          <SureButton
            sure={words.endOthersSure}
            busy={busy}
            onSure={() => act(() => identity.endOtherSessions().then(words.sessionsEnded))}
          >
            {words.endOthers}
          </SureButton>
        )
      }
    >
      <Loaded query={query}>{(sessions) => <List sessions={sessions} />}</Loaded>
    </Card>
  );
}

function List({ sessions }: { readonly sessions: readonly DeviceSession[] }) {
  const words = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.sessions}
      rows={sessions}
      keyOf={({ id }) => id}
      nothing=""
      columns={[
        deviceColumn(words),
        { name: words.address, cell: ({ address }) => address, number: true },
        { name: words.lastUsed, cell: ({ lastUsedMillis }) => dates.minute(lastUsedMillis) },
        { name: words.since, cell: ({ createdMillis }) => dates.minute(createdMillis) },
      ]}
      actions={(session) => <End session={session} />}
    />
  );
}

function End({ session }: { readonly session: DeviceSession }) {
  const words = useAccountWords();
  const identity = useIdentity();
  const { session: here } = useExchange();
  const { busy, act } = useAct();
  const end = async (): Promise<string> => {
    await (session.current ? here.logout() : identity.endSession(session.id));
    return words.sessionEnded;
  };
  return (
    <SureButton sure={words.endSure} busy={busy} onSure={() => act(end)}>
      {words.end}
    </SureButton>
  );
}

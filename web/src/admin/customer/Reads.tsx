/** Reads of a customer's data that the audit log keeps, each behind a press: sessions, and money that moved. */
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { deviceColumn } from '../../account/device-text';
import { useLogInWords } from '../../account/log-in-words';
import { LogInList } from '../../account/LogIns';
import { useAccountWords } from '../../account/words';
import type { KnownUser } from '../../exchange/administration';
import { useExchange } from '../../exchange/context';
import { endSessionOf, endSessionsOf, sessionsOf, transactionsOf } from '../../exchange/customers';
import type { DeviceSession } from '../../exchange/identity';
import { logInsOf } from '../../exchange/log-ins';
import { ONCE, PRIVATE } from '../../exchange/queries';
import { useMessages } from '../../language/language';
import { exactText } from '../../markets/figures';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { OnChain, Standing, whyIn } from '../../wallet/Transactions';
import { useWalletWords } from '../../wallet/words';
import { Paged } from '../Paged';
import { Reveal } from './Sections';
import { useCustomerWords } from './words';

interface SessionsProps {
  readonly user: KnownUser;
  /** True if the caller may end them. */
  readonly ends: boolean;
}

export function SessionsOf({ user, ends }: SessionsProps) {
  const words = useCustomerWords();
  return (
    <Card title={words.sessions}>
      <Reveal label={words.showSessions}>
        <SessionList user={user} ends={ends} />
      </Reveal>
    </Card>
  );
}

/** Log-ins of a customer, and attempts that were refused. */
export function LogInsOf({ user }: { readonly user: KnownUser }) {
  const words = useLogInWords();
  return (
    <Card title={words.logIns}>
      <Reveal label={words.show}>
        <ShownLogIns user={user} />
      </Reveal>
    </Card>
  );
}

function ShownLogIns({ user }: { readonly user: KnownUser }) {
  const exchange = useExchange();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'log-ins of', user.id],
    queryFn: () => logInsOf(exchange, user.id),
    ...ONCE,
  });
  return <Loaded query={query}>{(rows) => <LogInList rows={rows} />}</Loaded>;
}

function SessionList({ user, ends }: SessionsProps) {
  const words = useCustomerWords();
  const account = useAccountWords();
  const dates = useDates();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'sessions of', user.id],
    queryFn: () => sessionsOf(exchange, user.id),
    ...ONCE,
  });
  const end = (work: () => Promise<void>, notice: string): void =>
    act(async () => {
      await work();
      await query.refetch();
      return notice;
    });
  return (
    <Loaded query={query}>
      {(sessions) => (
        <>
          <Records<DeviceSession>
            label={words.sessions}
            rows={sessions}
            keyOf={({ id }) => id}
            nothing={words.noSessions}
            columns={[
              deviceColumn(account),
              { name: account.address, cell: ({ address }) => address, number: true },
              { name: account.lastUsed, cell: ({ lastUsedMillis }) => dates.minute(lastUsedMillis) },
              { name: account.since, cell: ({ createdMillis }) => dates.minute(createdMillis) },
            ]}
            {...(ends
              ? {
                  actions: ({ id }: DeviceSession) => (
                    <SureButton
                      sure={words.endSessionSure}
                      busy={busy}
                      onSure={() => end(() => endSessionOf(exchange, user.id, id), words.sessionGone)}
                    >
                      {words.endSession}
                    </SureButton>
                  ),
                }
              : {})}
          />
          {ends && sessions.length > 0 && (
            <SureButton
              sure={words.endAllSure}
              busy={busy}
              onSure={() => end(() => endSessionsOf(exchange, user.id), words.allGone)}
            >
              {words.endAll}
            </SureButton>
          )}
        </>
      )}
    </Loaded>
  );
}

export function Movements({ account }: { readonly account: string }) {
  const words = useCustomerWords();
  return (
    <Card title={words.movements}>
      <Reveal label={words.showMovements}>
        <MovementList account={account} />
      </Reveal>
    </Card>
  );
}

function MovementList({ account }: { readonly account: string }) {
  const words = useCustomerWords();
  const wallet = useWalletWords();
  const messages = useMessages();
  const dates = useDates();
  const exchange = useExchange();
  const list = useInfiniteQuery({
    queryKey: [PRIVATE, 'administration', 'transactions of', account],
    queryFn: ({ pageParam }) => transactionsOf(exchange, account, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...ONCE,
  });
  return (
    <Paged list={list}>
      {(rows) => (
        <Records
          label={words.movements}
          rows={rows}
          keyOf={({ id }) => id}
          nothing={wallet.noTransactions}
          columns={[
            { name: wallet.when, cell: ({ createdMillis }) => dates.minute(createdMillis) },
            { name: messages.type, cell: ({ type }) => wallet.types[type] },
            {
              name: messages.amount,
              number: true,
              cell: ({ units, asset }) => (
                <bdi dir="ltr">
                  {exactText(units, asset)} {asset.code}
                </bdi>
              ),
            },
            { name: messages.status, cell: (row) => <Standing of={row} /> },
            { name: wallet.onChain, cell: (row) => <OnChain row={row} /> },
            { name: wallet.why, cell: ({ why }) => <bdi>{whyIn(why, messages) || '—'}</bdi> },
          ]}
        />
      )}
    </Paged>
  );
}

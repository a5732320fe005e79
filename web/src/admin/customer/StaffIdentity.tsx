/** The identity by which a customer logs in as staff: invited, bound, unbound. */
import { useQuery } from '@tanstack/react-query';
import type { KnownUser } from '../../exchange/administration';
import { useExchange } from '../../exchange/context';
import { bindingOf, inviteToProvider, readmitUser, unbindUser } from '../../exchange/customers';
import { ONCE, PRIVATE } from '../../exchange/queries';
import { useStaffProviders } from '../../exchange/staff-login';
import { useAct } from '../../pages/act';
import { SureButton } from '../../pages/buttons';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded } from '../../pages/Records';
import { Reveal } from './Sections';
import { useCustomerWords } from './words';

interface StaffIdentityProps {
  readonly user: KnownUser;
  /** True if the caller may invite and unbind. */
  readonly changes: boolean;
}

export function StaffIdentityOf({ user, changes }: StaffIdentityProps) {
  const words = useCustomerWords();
  return (
    <Card title={words.identity} notice={words.identityNotice}>
      <Reveal label={words.showIdentity}>
        <Binding user={user} changes={changes} />
      </Reveal>
    </Card>
  );
}

function Binding({ user, changes }: StaffIdentityProps) {
  const words = useCustomerWords();
  const dates = useDates();
  const exchange = useExchange();
  const { busy, act } = useAct();
  const query = useQuery({
    queryKey: [PRIVATE, 'administration', 'identity of', user.id],
    queryFn: () => bindingOf(exchange, user.id),
    ...ONCE,
  });
  const providers = useStaffProviders();
  const change = (work: () => Promise<void>, notice: string): void =>
    act(async () => {
      await work();
      await query.refetch();
      return notice;
    });
  return (
    <Loaded query={query}>
      {({ provider, issuer, subject, invitedUntilMillis, isEnded }) => (
        <>
          <p>
            {provider !== null && (
              <>
                <bdi>{provider}</bdi>
                {' · '}
              </>
            )}
            {issuer === null ? (
              invitedUntilMillis === null ? (
                words.noIdentity
              ) : (
                words.invitedUntil(dates.minute(invitedUntilMillis))
              )
            ) : (
              <bdi dir="ltr">
                {issuer} · {subject}
              </bdi>
            )}
          </p>
          {isEnded && <p>{words.identityEnded}</p>}
          {changes && isEnded && (
            <SureButton
              sure={words.readmitSure}
              busy={busy}
              onSure={() => change(() => readmitUser(exchange, user.id), words.readmitted)}
            >
              {words.readmit}
            </SureButton>
          )}
          {changes &&
            issuer === null &&
            providers?.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className="secondary"
                aria-disabled={busy}
                onClick={() => change(() => inviteToProvider(exchange, user.id, id), words.invited)}
              >
                {words.invite(name)}
              </button>
            ))}
          {changes && !isEnded && (issuer !== null || invitedUntilMillis !== null) && (
            <SureButton
              sure={words.unbindSure}
              busy={busy}
              onSure={() => change(() => unbindUser(exchange, user.id), words.unbound)}
            >
              {words.unbind}
            </SureButton>
          )}
        </>
      )}
    </Loaded>
  );
}

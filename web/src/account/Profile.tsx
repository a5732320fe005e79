import { useState } from 'react';
import { useNotifier } from '../controls/toasts';
import { useIdentity, type Profile as Known } from '../exchange/identity';
import { useMessages } from '../language/language';
import { readable } from '../money/numerals';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Loaded } from '../pages/Records';
import { useProfile } from './queries';
import { named, useAccountWords } from './words';

/** The caller's profile on the exchange. */
export function Profile() {
  const words = useAccountWords();
  return (
    <Card title={words.profile}>
      <Loaded query={useProfile()}>{(profile) => <Facts profile={profile} />}</Loaded>
    </Card>
  );
}

function Facts({ profile }: { readonly profile: Known }) {
  const words = useAccountWords();
  const dates = useDates();
  return (
    <dl className="facts">
      <dt>{words.name}</dt>
      <dd>
        <bdi>{profile.name}</bdi>
      </dd>
      <Address profile={profile} />
      <dt>{words.userNumber}</dt>
      <dd>
        <span className="number">{readable(profile.id)}</span>
      </dd>
      <dt>{words.accountNumber}</dt>
      <dd>
        <span className="number">{readable(profile.account)}</span>
      </dd>
      <dt>{words.memberSince}</dt>
      <dd>{dates.day(profile.createdMillis)}</dd>
      <dt>{words.roles}</dt>
      <dd>
        <Names names={words.roleNames} of={profile.roles} />
      </dd>
      <dt>{words.mayDo}</dt>
      <dd>
        <Names names={words.permissionNames} of={profile.permissions.filter(isHere)} />
      </dd>
    </dl>
  );
}

/** Permissions that this page shows; the rest is for programs, and is not promised here. */
const HERE = [
  'read',
  'trade',
  'deposit',
  'withdraw',
  'account',
  'users_read',
  'users_manage',
  'halt',
  'markets_manage',
  'custody_manage',
  'margin_manage',
  'margin_quote',
  'audit_read',
  'tenants_manage',
];

const isHere = (permission: string): boolean => HERE.includes(permission);

/** State of the address's confirmation, and the next step if it is unconfirmed. */
function Address({ profile }: { readonly profile: Known }) {
  const messages = useMessages();
  const words = useAccountWords();
  const identity = useIdentity();
  const notifier = useNotifier();
  const [sending, setSending] = useState(false);
  const resend = (): void => {
    if (sending) {
      return;
    }
    setSending(true);
    void identity
      .resendVerification(profile.email)
      .then(() => notifier.notify(words.resent), notifier.notifyProblem)
      .finally(() => setSending(false));
  };
  return (
    <>
      <dt>{messages.email}</dt>
      <dd>
        <bdi>{profile.email}</bdi>
        {profile.emailVerified ? (
          <i className="tag tag-good">{words.verified}</i>
        ) : (
          <>
            <i className="tag tag-warn">{words.notVerified}</i>
            <button type="button" className="small-button" aria-disabled={sending} onClick={resend}>
              {words.resend}
            </button>
            <small className="quiet">{words.notVerifiedNotice}</small>
          </>
        )}
      </dd>
    </>
  );
}

interface NamesProps {
  readonly names: Readonly<Record<string, string>>;
  readonly of: readonly string[];
}

/** Roles or permissions, side by side. */
export function Names({ names, of }: NamesProps) {
  return (
    <span className="tags">
      {of.map((name) => (
        <i key={name} className="tag tag-plain">
          {named(names, name)}
        </i>
      ))}
    </span>
  );
}

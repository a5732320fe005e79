import { useState } from 'react';
import { accountHref } from '../app/place';
import { stored, useStored } from '../settings/stored';
import { useFactors, useProfile } from './queries';
import { useReminderWords } from './reminder-words';

const KINDS = ['email', 'factor'] as const;
type Kind = (typeof KINDS)[number];

const DAY_MILLIS = 86_400_000;

/** The moment until which a reminder is put off, by its kind and user. */
const OFF = stored<Readonly<Record<string, number>>>('reminders-off', (raw) =>
  typeof raw === 'object' && raw !== null
    ? Object.fromEntries(Object.entries(raw).filter(([, until]) => typeof until === 'number'))
    : {},
);

/** Steps to a safer account that are still open; each may be put off for a day. */
export function Reminders() {
  const words = useReminderWords();
  const { data: profile } = useProfile();
  const { data: factors } = useFactors();
  const off = useStored(OFF);
  const [now] = useState(() => Date.now());
  if (profile === undefined) {
    return null;
  }
  const isOpen: Readonly<Record<Kind, boolean>> = {
    email: !profile.emailVerified,
    factor: factors !== undefined && !factors.app && !factors.mail && !factors.sms && factors.passkeys === 0,
  };
  const shown = KINDS.filter((kind) => isOpen[kind] && (off[`${kind} ${profile.id}`] ?? 0) <= now);
  if (shown.length === 0) {
    return null;
  }
  // Entries that are over are dropped, so that the list stays short.
  const putOff = (kind: Kind): void =>
    OFF.set({
      ...Object.fromEntries(Object.entries(off).filter(([, until]) => until > Date.now())),
      [`${kind} ${profile.id}`]: Date.now() + DAY_MILLIS,
    });
  return (
    <aside className="reminders" aria-label={words.reminders}>
      {shown.map((kind) => (
        <p key={kind}>
          <span>{kind === 'email' ? words.confirmEmail : words.setFactor}</span>
          <a href={accountHref(kind === 'email' ? 'profile' : 'security')}>
            {kind === 'email' ? words.toProfile : words.toSecurity}
          </a>
          <button type="button" className="link" onClick={() => putOff(kind)}>
            {words.later}
          </button>
        </p>
      ))}
    </aside>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useAccountWords } from '../account/words';
import { Field, Form, FormFault } from '../controls/Field';
import type { Faults } from '../controls/faults';
import { exactly, typed, useSubmission } from '../controls/submit';
import { useNotifier } from '../controls/toasts';
import { ROLES, USER_STATUSES, useAdministration, type KnownUser, type UserStatus } from '../exchange/administration';
import { refreshPrivate } from '../exchange/queries';
import { useMessages } from '../language/language';
import { checkedIn, Checks, Choice } from './Choice';
import { useAdminWords } from './words';

interface FormProps {
  readonly onDone: () => void;
}

/** Shows the result, reads again, and is done. */
export function useDone(onDone: () => void): (notice: string) => Promise<void> {
  const notifier = useNotifier();
  const queries = useQueryClient();
  return async (notice) => {
    notifier.notify(notice);
    onDone();
    await refreshPrivate(queries);
  };
}

export function NewUserForm({ onDone }: FormProps) {
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({
    fields: ['email', 'password', 'first_name', 'last_name', 'roles'],
    rules: { password: words.passwordRule },
    codes: { email_taken: 'email' },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      await administration.makeUser({ ...personIn(form, ''), roles: checkedIn(form, 'roles', ROLES) });
      await done(words.userMade);
    });
  return (
    <Form onSend={send}>
      <PersonFields prefix="" faults={faults} />
      <Checks
        name="roles"
        legend={words.roles}
        values={ROLES}
        names={roleNames}
        chosen={['user']}
        fault={faults.fields['roles']}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.create}
      </button>
    </Form>
  );
}

interface PersonFieldsProps {
  /** The exchange's path of the person in the request. */
  readonly prefix: string;
  readonly faults: Faults;
}

/** A person who gets a first password from an administrator. */
export function PersonFields({ prefix, faults }: PersonFieldsProps) {
  const messages = useMessages();
  const words = useAdminWords();
  return (
    <>
      <div className="form-pair">
        <Field name={`${prefix}first_name`} label={messages.firstName} faults={faults} />
        <Field name={`${prefix}last_name`} label={messages.lastName} faults={faults} />
      </div>
      <Field name={`${prefix}email`} type="email" label={messages.email} most={254} faults={faults} />
      <Field
        name={`${prefix}password`}
        type="password"
        label={words.initialPassword}
        autoComplete="new-password"
        least={8}
        most={128}
        hint={words.passwordRule}
        faults={faults}
      />
    </>
  );
}

export const personIn = (form: FormData, prefix: string) => ({
  email: typed(form, `${prefix}email`),
  password: exactly(form, `${prefix}password`),
  firstName: typed(form, `${prefix}first_name`),
  lastName: typed(form, `${prefix}last_name`),
});

interface UserFormProps extends FormProps {
  readonly user: KnownUser;
}

export function ChangeUser({ user, onDone }: UserFormProps) {
  const messages = useMessages();
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  // Refusals are shown in the exchange's words: the granting of roles has many rules.
  const { busy, faults, submit } = useSubmission({
    fields: ['first_name', 'last_name', 'roles', 'status'],
    sayings: { account_restricted: words.restrictedByOne },
  });
  const send = (form: FormData): void =>
    submit(async () => {
      await administration.changeUser(user.id, {
        firstName: typed(form, 'first_name'),
        lastName: typed(form, 'last_name'),
        roles: checkedIn(form, 'roles', ROLES),
        status: USER_STATUSES.find((status) => status === typed(form, 'status')) ?? user.status,
        version: user.version,
      });
      await done(words.userChanged);
    });
  return (
    <Form onSend={send}>
      <div className="form-pair">
        <Field name="first_name" label={messages.firstName} initial={user.firstName} faults={faults} />
        <Field name="last_name" label={messages.lastName} initial={user.lastName} faults={faults} />
      </div>
      <Checks
        name="roles"
        legend={words.roles}
        values={ROLES}
        names={roleNames}
        chosen={user.roles}
        fault={faults.fields['roles']}
      />
      <Choice<UserStatus>
        name="status"
        label={words.state}
        values={USER_STATUSES}
        names={words.statuses}
        chosen={user.status}
      />
      <FormFault faults={faults} />
      <button type="submit" className="primary" aria-disabled={busy}>
        {words.save}
      </button>
    </Form>
  );
}

/** For a role that takes a second person. */
export function AskForRole({ user, onDone }: UserFormProps) {
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  const administration = useAdministration();
  const done = useDone(onDone);
  const { busy, faults, submit } = useSubmission({ fields: ['role', 'reason'] });
  const others = ROLES.filter((role) => !user.roles.includes(role));
  const send = (form: FormData): void =>
    submit(async () => {
      const role = ROLES.find((name) => name === typed(form, 'asked_role')) ?? 'user';
      await administration.askForRole(user.id, role, typed(form, 'reason'));
      await done(words.requested);
    });
  return (
    <Form onSend={send}>
      <h3>{words.askForRole}</h3>
      <p className="quiet">{words.askForRoleNotice}</p>
      <Choice
        name="asked_role"
        label={words.role}
        values={others}
        names={roleNames}
        chosen={others.find((role) => role === 'admin') ?? null}
      />
      <Field name="reason" label={words.reason} most={500} faults={faults} />
      <FormFault faults={faults} />
      <button type="submit" className="secondary" aria-disabled={busy}>
        {words.ask}
      </button>
    </Form>
  );
}

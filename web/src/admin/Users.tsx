import { useState } from 'react';
import { adminHref, goTo } from '../app/place';
import { Names } from '../account/Profile';
import { useAccountWords } from '../account/words';
import { AsRead } from '../controls/AsRead';
import { Dialog } from '../controls/dialog';
import { Field, Form } from '../controls/Field';
import { typed } from '../controls/submit';
import { useSession } from '../exchange/context';
import {
  ROLES,
  USER_STATUSES,
  type KnownUser,
  type Role,
  type UserFilter,
  type UserStatus,
} from '../exchange/administration';
import { readable } from '../money/numerals';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Choice } from './Choice';
import { Find } from './customer/Find';
import { Paged } from './Paged';
import { useUsers } from './queries';
import { Restrictions } from './Restrictions';
import { AskForRole, ChangeUser, NewUserForm } from './UserForms';
import { STATUS_TAGS } from './user-tags';
import { useAdminWords } from './words';

/** Users and their roles. */
export function Users() {
  const words = useAdminWords();
  const session = useSession();
  const [filter, setFilter] = useState<UserFilter>({ email: '', role: null, status: null });
  const [making, setMaking] = useState(false);
  const list = useUsers(filter);
  const mayManage = session.kind === 'in' && session.user.permissions.includes('users_manage');
  return (
    <>
      <Find />
      <Card
        title={words.users}
        notice={words.usersNotice}
        action={
          mayManage && (
            <button type="button" className="primary" onClick={() => setMaking(true)}>
              {words.newUser}
            </button>
          )
        }
      >
        <Filters filter={filter} onFilter={setFilter} />
        <Paged list={list}>{(users) => <List users={users} mayManage={mayManage} />}</Paged>
        {making && (
          <Dialog title={words.newUser} onClose={() => setMaking(false)}>
            <NewUserForm onDone={() => setMaking(false)} />
          </Dialog>
        )}
      </Card>
    </>
  );
}

/** A user's number opens their page. */
const NUMBER = /^[0-9]{1,18}$/;

interface FiltersProps {
  readonly filter: UserFilter;
  readonly onFilter: (filter: UserFilter) => void;
}

function Filters({ filter, onFilter }: FiltersProps) {
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  return (
    <Form
      className="filters"
      onSend={(form) => {
        const emailOrNumber = typed(form, 'email');
        if (NUMBER.test(emailOrNumber)) {
          goTo(adminHref('users', emailOrNumber));
        } else {
          onFilter({ ...filter, email: emailOrNumber });
        }
      }}
    >
      <Field name="email" label={words.emailOrNumber} optional most={254} />
      <Choice<Role>
        name="role"
        label={words.role}
        values={ROLES}
        names={roleNames}
        chosen={filter.role}
        none={words.all}
        onChoose={(role) => onFilter({ ...filter, role })}
      />
      <Choice<UserStatus>
        name="status"
        label={words.state}
        values={USER_STATUSES}
        names={words.statuses}
        chosen={filter.status}
        none={words.all}
        onChoose={(status) => onFilter({ ...filter, status })}
      />
      <button type="submit" className="secondary">
        {words.search}
      </button>
    </Form>
  );
}

interface ListProps {
  readonly users: readonly KnownUser[];
  readonly mayManage: boolean;
}

function List({ users, mayManage }: ListProps) {
  const words = useAdminWords();
  const { roleNames } = useAccountWords();
  const dates = useDates();
  return (
    <Records
      label={words.users}
      rows={users}
      keyOf={({ id }) => id}
      nothing={words.noUsers}
      columns={[
        { name: words.number, number: true, cell: ({ id }) => readable(id) },
        {
          name: words.user,
          cell: (user) => (
            <span>
              <a href={adminHref('users', user.id)}>
                <bdi>{user.email}</bdi>
              </a>
              <small>
                <bdi>{`${user.firstName} ${user.lastName}`}</bdi>
              </small>
            </span>
          ),
        },
        { name: words.roles, cell: ({ roles }) => <Names names={roleNames} of={roles} /> },
        {
          name: words.state,
          cell: ({ status, emailVerified, secondFactor }) => (
            <span className="tags">
              <i className={`tag ${STATUS_TAGS[status]}`}>{words.statuses[status]}</i>
              {!emailVerified && <i className="tag tag-warn">{words.notConfirmed}</i>}
              {secondFactor && <i className="tag tag-plain">{words.secondFactor}</i>}
            </span>
          ),
        },
        {
          name: words.exchangeAccount,
          number: true,
          cell: ({ account }) => readable(account),
        },
        { name: words.since, cell: ({ createdMillis }) => dates.day(createdMillis) },
      ]}
      actions={(user) => <Manage user={user} mayManage={mayManage} />}
    />
  );
}

interface ManageProps {
  readonly user: KnownUser;
  readonly mayManage: boolean;
}

function Manage({ user, mayManage }: ManageProps) {
  const words = useAdminWords();
  const session = useSession();
  const [open, setOpen] = useState<'change' | 'restrictions' | null>(null);
  if (session.kind === 'in' && session.user.id === user.id) {
    return <span className="quiet">{words.self}</span>;
  }
  const close = () => setOpen(null);
  return (
    <>
      {mayManage && (
        <button type="button" className="small-button" onClick={() => setOpen('change')}>
          {words.manage}
        </button>
      )}
      <button type="button" className="small-button" onClick={() => setOpen('restrictions')}>
        {words.restrictions}
      </button>
      {open === 'change' && (
        <Dialog title={words.manageUser(user.email)} wide onClose={close}>
          <AsRead value={user}>{(read) => <ChangeUser user={read} onDone={close} />}</AsRead>
          <hr className="rule" />
          <AskForRole user={user} onDone={close} />
        </Dialog>
      )}
      {open === 'restrictions' && (
        <Dialog title={words.restrictionsOf(user.email)} wide onClose={close}>
          <Restrictions user={user} changes={mayManage} />
        </Dialog>
      )}
    </>
  );
}

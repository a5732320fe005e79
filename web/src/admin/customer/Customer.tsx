import { useState } from 'react';
import { Names } from '../../account/Profile';
import { useAccountWords } from '../../account/words';
import { adminHref } from '../../app/place';
import { AsRead } from '../../controls/AsRead';
import { Dialog } from '../../controls/dialog';
import type { KnownUser } from '../../exchange/administration';
import { useSession } from '../../exchange/context';
import { useDates } from '../../pages/dates';
import { Card } from '../../pages/Pages';
import { Loaded, Records } from '../../pages/Records';
import { AuditList } from '../Audit';
import { AccountLimits } from '../trading/Accounts';
import { Paged } from '../Paged';
import { BeginRecovery } from '../Recoveries';
import { useAudit, useUser } from '../queries';
import { Restrictions } from '../Restrictions';
import { AskForRole, ChangeUser } from '../UserForms';
import { STATUS_TAGS } from '../user-tags';
import { useAdminWords } from '../words';
import { IsolatedAccounts } from './IsolatedAccounts';
import { LogInsOf, Movements, SessionsOf } from './Reads';
import { Cases, Holds, Money, Trades } from './Sections';
import { StaffIdentityOf } from './StaffIdentity';
import { useCustomerWords } from './words';

/** One customer: everything that the caller's roles let them see of a person, and do about it. */
export function Customer({ id }: { readonly id: string }) {
  const words = useCustomerWords();
  return (
    <>
      <a className="pages-back" href={adminHref('users')}>
        {words.backToUsers}
      </a>
      <Loaded query={useUser(id)}>
        {(user) =>
          user === null ? <p className="nothing">{words.noCustomer}</p> : <Sections key={user.id} user={user} />
        }
      </Loaded>
    </>
  );
}

function Sections({ user }: { readonly user: KnownUser }) {
  const words = useCustomerWords();
  const session = useSession();
  const own = session.kind === 'in' ? session.user : null;
  const may = (permission: string): boolean => own?.permissions.includes(permission) === true;
  // Rights over oneself take another administrator.
  const changes = may('users_manage') && own?.id !== user.id;
  return (
    <>
      <ProfileCard user={user} changes={changes} />
      <Card title={words.restrictions}>
        <Restrictions user={user} changes={changes} />
      </Card>
      {may('markets_manage') && (
        <Card title={words.limits}>
          <AccountLimits account={user.account} />
        </Card>
      )}
      <SessionsOf user={user} ends={changes} />
      <LogInsOf user={user} />
      <StaffIdentityOf user={user} changes={changes} />
      {changes && user.secondFactor && <BeginRecovery userId={user.id} />}
      <Holds account={user.account} />
      {may('margin_manage') && <IsolatedAccounts account={user.account} />}
      <Movements account={user.account} />
      {may('audit_read') && <Trades account={user.account} />}
      {may('custody_manage') && <Money user={user} />}
      <Cases account={user.account} />
      {may('audit_read') && <Acts user={user} />}
      {may('audit_read') && <ActsUpon user={user} />}
      <Rights may={may} />
    </>
  );
}

interface ProfileProps {
  readonly user: KnownUser;
  readonly changes: boolean;
}

function ProfileCard({ user, changes }: ProfileProps) {
  const words = useCustomerWords();
  const admin = useAdminWords();
  const { roleNames } = useAccountWords();
  const dates = useDates();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Card
      title={user.email}
      action={
        changes && (
          <button type="button" className="secondary" onClick={() => setOpen(true)}>
            {words.manage}
          </button>
        )
      }
    >
      <dl className="facts">
        <dt>{words.name}</dt>
        <dd>
          <bdi>{`${user.firstName} ${user.lastName}`}</bdi>
        </dd>
        <dt>{admin.number}</dt>
        <dd className="number">{user.id}</dd>
        <dt>{admin.exchangeAccount}</dt>
        <dd className="number">{user.account}</dd>
        <dt>{admin.state}</dt>
        <dd>
          <i className={`tag ${STATUS_TAGS[user.status]}`}>{admin.statuses[user.status]}</i>
        </dd>
        <dt>{words.email}</dt>
        <dd>
          <i className={`tag ${user.emailVerified ? 'tag-good' : 'tag-warn'}`}>
            {user.emailVerified ? words.emailConfirmed : admin.notConfirmed}
          </i>
        </dd>
        <dt>{admin.secondFactor}</dt>
        <dd>
          <i className={`tag ${user.secondFactor ? 'tag-good' : 'tag-warn'}`}>
            {user.secondFactor ? words.factorOn : words.factorOff}
          </i>
        </dd>
        <dt>{admin.roles}</dt>
        <dd>
          <Names names={roleNames} of={user.roles} />
        </dd>
        <dt>{admin.since}</dt>
        <dd>{dates.minute(user.createdMillis)}</dd>
      </dl>
      {open && (
        <Dialog title={admin.manageUser(user.email)} wide onClose={close}>
          <AsRead value={user}>{(read) => <ChangeUser user={read} onDone={close} />}</AsRead>
          <hr className="rule" />
          <AskForRole user={user} onDone={close} />
        </Dialog>
      )}
    </Card>
  );
}

/** Deeds of the person, by the audit log. */
function Acts({ user }: { readonly user: KnownUser }) {
  const words = useCustomerWords();
  const list = useAudit({ actor: `user ${user.id}`, action: '', subject: '', start: '', end: '' });
  return (
    <Card title={words.audit}>
      <Paged list={list}>{(entries) => <AuditList entries={entries} />}</Paged>
    </Card>
  );
}

/** Deeds of others that concern the person, by the audit log. */
function ActsUpon({ user }: { readonly user: KnownUser }) {
  const words = useCustomerWords();
  const list = useAudit({ actor: '', action: '', subject: `user ${user.id}`, start: '', end: '' });
  return (
    <Card title={words.auditUpon}>
      <Paged list={list}>
        {(entries) => <AuditList entries={entries.filter(({ actor }) => actor !== `user ${user.id}`)} />}
      </Paged>
    </Card>
  );
}

const RIGHTS = {
  profile: 'users_read',
  change: 'users_manage',
  limits: 'markets_manage',
  money: 'custody_manage',
  history: 'audit_read',
  margin: 'margin_manage',
} as const;

function Rights({ may }: { readonly may: (permission: string) => boolean }) {
  const words = useCustomerWords();
  const { permissionNames } = useAccountWords();
  const rows = Object.keys(RIGHTS) as readonly (keyof typeof RIGHTS)[];
  return (
    <Card title={words.rights} notice={words.rightsNotice}>
      <Records
        label={words.rights}
        rows={rows}
        keyOf={(row) => row}
        nothing=""
        columns={[
          { name: words.section, cell: (row) => words.rightsOf[row] },
          { name: words.permission, cell: (row) => <Names names={permissionNames} of={[RIGHTS[row]]} /> },
          {
            name: words.forYou,
            cell: (row) => (
              <i className={`tag ${may(RIGHTS[row]) ? 'tag-good' : 'tag-plain'}`}>
                {may(RIGHTS[row]) ? words.allowed : words.denied}
              </i>
            ),
          },
        ]}
      />
    </Card>
  );
}

import { useState } from 'react';
import { AsRead } from '../controls/AsRead';
import { Dialog } from '../controls/dialog';
import { TENANT_STATUSES, useAdministration, type Tenant, type TenantStatus } from '../exchange/administration';
import { useAct } from '../pages/act';
import { SureButton } from '../pages/buttons';
import { useDates } from '../pages/dates';
import { Card } from '../pages/Pages';
import { Records } from '../pages/Records';
import { Choice } from './Choice';
import { Paged } from './Paged';
import { useTenants } from './queries';
import { ConfigureTenant, NewTenantForm, RemoveTenant } from './TenantForms';
import { useAdminWords } from './words';

/** The installation itself: it cannot be closed from within. */
const FIRST = 1;

const TAGS: Readonly<Record<TenantStatus, string>> = {
  creating: 'tag-warn',
  failed: 'tag-bad',
  active: 'tag-good',
  suspended: 'tag-warn',
  removed: 'tag-bad',
  discarded: 'tag-bad',
};

/** The exchanges of this installation. */
export function Tenants() {
  const words = useAdminWords();
  const [status, setStatus] = useState<TenantStatus | null>(null);
  const [making, setMaking] = useState(false);
  const list = useTenants(status);
  return (
    <Card
      title={words.tenants}
      notice={words.tenantsNotice}
      action={
        <button type="button" className="primary" onClick={() => setMaking(true)}>
          {words.newTenant}
        </button>
      }
    >
      <div className="filters">
        <Choice
          name="tenant-status"
          label={words.state}
          values={TENANT_STATUSES}
          names={words.tenantStatuses}
          chosen={status}
          none={words.all}
          onChoose={setStatus}
        />
      </div>
      <Paged list={list}>{(tenants) => <List tenants={tenants} />}</Paged>
      {making && (
        <Dialog title={words.newTenant} wide onClose={() => setMaking(false)}>
          <NewTenantForm onDone={() => setMaking(false)} />
        </Dialog>
      )}
    </Card>
  );
}

function List({ tenants }: { readonly tenants: readonly Tenant[] }) {
  const words = useAdminWords();
  const dates = useDates();
  return (
    <Records
      label={words.tenants}
      rows={tenants}
      keyOf={({ number }) => String(number)}
      nothing={words.noTenants}
      columns={[
        { name: words.number, number: true, cell: ({ number }) => number },
        {
          name: words.name,
          cell: ({ name, slug }) => (
            <span>
              <bdi>{name}</bdi>
              <small>
                <bdi>{slug}</bdi>
              </small>
            </span>
          ),
        },
        {
          name: words.state,
          cell: ({ status, failure }) => (
            <span>
              <i className={`tag ${TAGS[status]}`}>{words.tenantStatuses[status]}</i>
              {failure !== null && (
                <small>
                  <bdi>{failure}</bdi>
                </small>
              )}
            </span>
          ),
        },
        { name: words.hosts, cell: ({ hosts }) => <bdi>{hosts.join(', ') || '—'}</bdi> },
        { name: words.locales, cell: ({ locales }) => <bdi>{locales.join(', ')}</bdi> },
        { name: words.since, cell: ({ createdMillis }) => dates.day(createdMillis) },
      ]}
      actions={(tenant) => <Actions tenant={tenant} />}
    />
  );
}

function Actions({ tenant }: { readonly tenant: Tenant }) {
  const words = useAdminWords();
  const [configuring, setConfiguring] = useState(false);
  const close = () => setConfiguring(false);
  if (tenant.status === 'creating' || tenant.status === 'failed') {
    return (
      <>
        {tenant.status === 'failed' && <Retry tenant={tenant} />}
        <Remove tenant={tenant} />
      </>
    );
  }
  if (tenant.status === 'removed' || tenant.status === 'discarded') {
    return null;
  }
  return (
    <>
      <button type="button" className="small-button" onClick={() => setConfiguring(true)}>
        {words.configure}
      </button>
      {tenant.number === FIRST ? null : <Switch tenant={tenant} />}
      {tenant.status === 'suspended' && <Remove tenant={tenant} />}
      {configuring && (
        <Dialog title={words.configureTenant(tenant.name)} wide onClose={close}>
          <AsRead value={tenant}>{(read) => <ConfigureTenant tenant={read} onDone={close} />}</AsRead>
        </Dialog>
      )}
    </>
  );
}

function Switch({ tenant: { number, status } }: { readonly tenant: Tenant }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const { busy, act } = useAct();
  const suspend = status === 'active';
  return (
    <SureButton
      sure={suspend ? words.suspendSure : words.resumeSure}
      busy={busy}
      onSure={() =>
        act(async () => {
          await administration.suspendTenant(number, suspend);
          return suspend ? words.tenantSuspended : words.tenantResumed;
        })
      }
    >
      {suspend ? words.suspend : words.resume}
    </SureButton>
  );
}

/** A tenant that was once open is closed first; one that never was can be removed as it is. */
function Remove({ tenant }: { readonly tenant: Tenant }) {
  const words = useAdminWords();
  const [asking, setAsking] = useState(false);
  const close = () => setAsking(false);
  return (
    <>
      <button type="button" className="small-button" onClick={() => setAsking(true)}>
        {words.remove}
      </button>
      {asking && (
        <Dialog title={words.removeTenant(tenant.name)} onClose={close}>
          <RemoveTenant tenant={tenant} onDone={close} />
        </Dialog>
      )}
    </>
  );
}

function Retry({ tenant: { number } }: { readonly tenant: Tenant }) {
  const words = useAdminWords();
  const administration = useAdministration();
  const { busy, act } = useAct();
  return (
    <SureButton
      sure={words.retrySure}
      busy={busy}
      onSure={() => act(() => administration.retryTenant(number).then(() => words.tenantRetried))}
    >
      {words.retry}
    </SureButton>
  );
}

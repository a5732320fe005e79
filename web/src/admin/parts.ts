/** Which parts of the administration are for whom. */
import { ADMIN_PARTS, type AdminPart } from '../app/place';

const NEEDED: Readonly<Record<Exclude<AdminPart, 'overview'>, string>> = {
  users: 'users_read',
  'role-requests': 'users_read',
  surveillance: 'users_read',
  p2p: 'users_read',
  markets: 'markets_manage',
  accounts: 'markets_manage',
  house: 'tenant_configure',
  'staff-login': 'tenant_configure',
  tenants: 'tenants_manage',
  'fiat-rates': 'tenants_manage',
  custody: 'custody_manage',
  pauses: 'custody_manage',
  'hot-cold': 'custody_manage',
  reconciliation: 'custody_manage',
  margin: 'margin_manage',
  terms: 'custody_manage',
  'dead-letters': 'custody_manage',
  tasks: 'tenant_configure',
  reports: 'analytics',
  audit: 'audit_read',
};

/** Any of them is a reason to see how the exchange runs. */
const OPERATES = ['users_read', 'markets_manage', 'custody_manage', 'tenant_configure', 'tenants_manage'];

export const partsOf = (permissions: readonly string[]): readonly AdminPart[] =>
  ADMIN_PARTS.filter((part) =>
    part === 'overview' ? OPERATES.some((name) => permissions.includes(name)) : permissions.includes(NEEDED[part]),
  );

export const mayAdminister = (permissions: readonly string[]): boolean => partsOf(permissions).length > 0;

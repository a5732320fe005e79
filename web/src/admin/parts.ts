/** Which parts of the administration are for whom. */
import { ADMIN_PARTS, type AdminPart } from '../app/place';

const NEEDED: Readonly<Record<AdminPart, string>> = {
  users: 'users_read',
  'role-requests': 'users_read',
  surveillance: 'users_read',
  markets: 'markets_manage',
  accounts: 'markets_manage',
  house: 'tenant_configure',
  tenants: 'tenants_manage',
  custody: 'custody_manage',
  'hot-cold': 'custody_manage',
  reconciliation: 'custody_manage',
  terms: 'custody_manage',
  'dead-letters': 'custody_manage',
  tasks: 'tenant_configure',
  reports: 'analytics',
  audit: 'audit_read',
};

export const partsOf = (permissions: readonly string[]): readonly AdminPart[] =>
  ADMIN_PARTS.filter((part) => permissions.includes(NEEDED[part]));

export const mayAdminister = (permissions: readonly string[]): boolean => partsOf(permissions).length > 0;

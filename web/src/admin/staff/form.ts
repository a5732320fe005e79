/** The form of an identity provider: rules of roles are lines, one for each group. */
import { exactly, typed } from '../../controls/submit';
import type { ProviderForm, RoleRule } from '../../exchange/staff-provider';

export const rulesText = (rules: readonly RoleRule[]): string =>
  rules.map(({ group, role }) => `${group} = ${role}`).join('\n');

/** A line without a sign has no role, which the exchange refuses by name. */
export const rulesIn = (text: string): RoleRule[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.lastIndexOf('=');
      const [group, role] = at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
      return { group: group.trim(), role: role.trim() as RoleRule['role'] };
    });

/** An empty secret keeps the stored one. */
export function formIn(form: FormData): ProviderForm {
  const secret = exactly(form, 'client_secret');
  return {
    name: typed(form, 'name'),
    issuer: typed(form, 'issuer'),
    client_id: typed(form, 'client_id'),
    ...(secret === '' ? {} : { client_secret: secret }),
    algorithm: typed(form, 'algorithm') as 'RS256',
    scopes: typed(form, 'scopes'),
    subject_claim: typed(form, 'subject_claim'),
    groups_claim: typed(form, 'groups_claim'),
    roles: rulesIn(exactly(form, 'roles')),
  };
}

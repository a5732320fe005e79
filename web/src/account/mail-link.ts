/**
 * Links that we mail open the page with a token in the address: `/?verify-email=…`, `/?reset-password=…`,
 * `/?change-email=…` to a new address, `/?keep-email=…` to the old one, `/?confirm-recovery=…` and
 * `/?cancel-recovery=…` to users whose second factors are said to be lost.
 */

const KINDS = [
  'verify-email',
  'reset-password',
  'change-email',
  'keep-email',
  'confirm-recovery',
  'cancel-recovery',
] as const;

export interface MailLink {
  readonly kind: (typeof KINDS)[number];
  readonly token: string;
}

export function mailLinkIn(search: string): MailLink | null {
  const query = new URLSearchParams(search);
  for (const kind of KINDS) {
    const token = query.get(kind);
    if (token !== null && token !== '') {
      return { kind, token };
    }
  }
  return null;
}

/** The user's input: the token, or the whole link it came in. */
export function tokenIn(text: string): string {
  const [, query] = text.split('?');
  return (query === undefined ? null : mailLinkIn(query)?.token) ?? text.trim();
}

/** Takes it out of the address at once: a token is nothing for a history or a bookmark. */
export function takeMailLink(): MailLink | null {
  const link = mailLinkIn(location.search);
  if (link !== null) {
    history.replaceState(null, '', location.pathname + location.hash);
  }
  return link;
}

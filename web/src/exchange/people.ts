/** Users by number and by address, for those who may see other users. */
import { knownUser, type KnownUser } from './administration';
import type { Exchange } from './exchange';
import { Problem, problemOf } from './problem';

/** As many as the exchange gives at once. */
const PEOPLE = 500;
const FOUND = 50;

/** Null where there is none of that number. */
export async function userOf({ http, session }: Exchange, id: string): Promise<KnownUser | null> {
  const names = { id };
  try {
    return knownUser(await session.authorized((headers) => http.get({ path: '/api/v1/users/{id}', names, headers })));
  } catch (thrown) {
    if (problemOf(thrown).status === 404) {
      return null;
    }
    throw thrown;
  }
}

/** E-mail addresses of the newest users by their numbers: one read, where each user's own would be an audit entry each. */
export async function peopleOf({ http, session }: Exchange): Promise<ReadonlyMap<string, string>> {
  const query = { limit: PEOPLE };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/users/', query, headers }));
  return new Map(page.items.map(({ id, email }) => [id, email]));
}

/** The number of the user with this e-mail address, in lower case; a problem `not_found` where there is none. */
export async function numberOf({ http, session }: Exchange, email: string): Promise<string> {
  const query = { email, limit: FOUND };
  const page = await session.authorized((headers) => http.get({ path: '/api/v1/users/', query, headers }));
  const found = page.items.find((user) => user.email.toLowerCase() === email);
  if (found === undefined) {
    throw new Problem('not_found', 404, email);
  }
  return found.id;
}

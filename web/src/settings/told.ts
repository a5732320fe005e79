/** Who asked that this browser is told of their fills while the page is closed: a user's number, or nobody. */
import { stored } from './stored';

export const told = stored<string | null>('told', (kept) => (typeof kept === 'string' ? kept : null));

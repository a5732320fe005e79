/** The user who asked for notifications in this browser while the page is closed: a user's number, or none. */
import { stored } from './stored';

export const pushOwner = stored<string | null>('told', (kept) => (typeof kept === 'string' ? kept : null));

/** Colour of a user's state. */
import type { UserStatus } from '../exchange/administration';

export const STATUS_TAGS: Readonly<Record<UserStatus, string>> = {
  active: 'tag-good',
  suspended: 'tag-warn',
  closed: 'tag-bad',
};

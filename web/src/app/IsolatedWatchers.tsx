import { AccountFollower } from '../exchange/AccountFollower';
import { Announcements } from '../orders/Announcements';
import { AccountNews } from './AccountNews';

/** Follows the isolated account that the market page trades on, beside the main one. Shows nothing itself. */
export function IsolatedWatchers() {
  return (
    <>
      <AccountFollower />
      <Announcements />
      <AccountNews />
    </>
  );
}

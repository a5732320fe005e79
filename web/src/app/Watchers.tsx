import { AccountFollower } from '../exchange/AccountFollower';
import { Announcements } from '../orders/Announcements';
import { AccountNews } from './AccountNews';
import { PushRenewal } from './PushRenewal';

/** Follows the account of who is logged in, and says what happens to it. Shows nothing itself. */
export function Watchers() {
  return (
    <>
      <AccountFollower />
      <Announcements />
      <AccountNews />
      <PushRenewal />
    </>
  );
}

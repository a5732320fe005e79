import { AlertWatch } from '../alerts/AlertWatch';
import { Announcements } from '../orders/Announcements';
import { AccountNews } from './AccountNews';
import { PushRenewal } from './PushRenewal';

/** Shows nothing itself: fetched behind the first picture. */
export function Watchers() {
  return (
    <>
      <Announcements />
      <AccountNews />
      <AlertWatch />
      <PushRenewal />
    </>
  );
}

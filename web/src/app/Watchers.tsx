import { AlertWatch } from '../alerts/AlertWatch';
import { Announcements } from '../orders/Announcements';
import { AccountNews } from './AccountNews';
import { ToldBrowser } from './ToldBrowser';

/** Shows nothing itself: fetched behind the first picture. */
export function Watchers() {
  return (
    <>
      <Announcements />
      <AccountNews />
      <AlertWatch />
      <ToldBrowser />
    </>
  );
}

import { AlertWatch } from '../alerts/AlertWatch';
import { Announcements } from '../orders/Announcements';
import { ToldBrowser } from './ToldBrowser';

/** Shows nothing itself: fetched behind the first picture. */
export function Watchers() {
  return (
    <>
      <Announcements />
      <AlertWatch />
      <ToldBrowser />
    </>
  );
}

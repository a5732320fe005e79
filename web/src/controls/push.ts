/** The browser's side of notifications while the page is closed: its address and keys, if it permits them. */
import { base64url } from '../exchange/base64';
import { askToNotify } from './notify';

/** Where a browser is reached, and what only it can read. */
export interface Reached {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

/** True if this browser supports notifications: on an iPhone only once the page is installed. */
export async function supportsPush(): Promise<boolean> {
  return (await manager()) !== null && 'Notification' in window;
}

/** How it is reached already under this key of the exchange; null if it is not. Asks the person nothing. */
export async function reached(key: string): Promise<Reached | null> {
  const known = await (await manager())?.getSubscription();
  return known == null || !isOf(known, key) ? null : reachedBy(known);
}

/** Asks the person, and has the browser reached under this key; null where the person or the browser says no. */
export async function beReached(key: string): Promise<Reached | null> {
  const push = await manager();
  if (push === null || !(await askToNotify())) {
    return null;
  }
  const known = await push.getSubscription();
  if (known !== null && !isOf(known, key)) {
    await known.unsubscribe(); // a subscription with another key: the exchange could not use it
  }
  return reachedBy(await push.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
}

/** The browser itself takes nothing more. */
export async function beReachedNoMore(): Promise<void> {
  await (await (await manager())?.getSubscription())?.unsubscribe();
}

async function manager(): Promise<PushManager | null> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const worker = await workers?.getRegistration();
  return worker?.pushManager ?? null;
}

function reachedBy(subscription: PushSubscription): Reached | null {
  const { endpoint, keys } = subscription.toJSON();
  const p256dh = keys?.['p256dh'];
  const auth = keys?.['auth'];
  return endpoint === undefined || p256dh === undefined || auth === undefined ? null : { endpoint, p256dh, auth };
}

function isOf({ options }: PushSubscription, key: string): boolean {
  const of = options.applicationServerKey;
  return of === null || base64url(of) === key;
}

/** A browser that can be notified while the page is closed, as a test wants it. */
import { vi } from 'vitest';

/** 65 bytes of zeros, as the exchange and the browser write them. */
export const KEY = 'A'.repeat(87);

export interface TestPush {
  readonly requests: () => number;
  readonly isReached: () => boolean;
}

/** @param permission the person's answer */
export function testPush(permission: NotificationPermission, isReached = false): TestPush {
  let requests = 0;
  const subscription = {
    options: { applicationServerKey: new Uint8Array(65).buffer },
    toJSON: () => ({ endpoint: 'https://push.example/1', keys: { p256dh: 'point', auth: 'secret' } }),
    unsubscribe: () => {
      reached = null;
      return Promise.resolve(true);
    },
  };
  let reached: typeof subscription | null = isReached ? subscription : null;
  const pushManager = {
    getSubscription: () => Promise.resolve(reached),
    subscribe: ({ applicationServerKey }: { readonly applicationServerKey: string }) => {
      reached = applicationServerKey === KEY ? subscription : null;
      return Promise.resolve(reached);
    },
  };
  vi.stubGlobal('Notification', {
    permission,
    requestPermission: () => {
      requests++;
      return Promise.resolve(permission);
    },
  });
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { getRegistration: () => Promise.resolve({ pushManager }) },
  });
  return { requests: () => requests, isReached: () => reached !== null };
}

export function noPush(): void {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
}

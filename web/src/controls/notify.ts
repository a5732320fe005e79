/** Notes of the system, for who looks elsewhere: only where they were asked for and allowed, and while the page is not looked at. */
export function notify(text: string, isEnabled: boolean): void {
  if (!isEnabled || !mayNotify() || document.visibilityState === 'visible') {
    return;
  }
  const title = document.title.replace(/^\(\d+\) /, '');
  const ready = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  // On phones only a service worker may; without one the page itself does.
  void (ready?.getRegistration() ?? Promise.resolve(undefined))
    .then((worker) => {
      if (worker === undefined) {
        new Notification(title, { body: text });
        return undefined;
      }
      return worker.showNotification(title, { body: text });
    })
    .catch(() => undefined);
}

const mayNotify = (): boolean => 'Notification' in window && Notification.permission === 'granted';

/** Asks the person, where the browser lets a page ask. @returns whether it may */
export async function askToNotify(): Promise<boolean> {
  return 'Notification' in window && (await Notification.requestPermission()) === 'granted';
}

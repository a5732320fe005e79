// What lets the page be installed, open without a network, and show notes on a phone. It keeps no money and no answer of the exchange:
// of what is asked for, the page itself comes from the network while there is one, and only what has its contents in its name is kept.
const SHELL = 'shell';
const ASSETS = 'assets';
// Several versions of the page; what is older goes.
const ASSETS_MAX = 150;

self.addEventListener('install', () => self.skipWaiting());

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => ![SHELL, ASSETS].includes(name)).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) {
    return;
  }
  if (pathname.startsWith('/assets/')) {
    event.respondWith(kept(request));
  } else if (request.mode === 'navigate' && pathname === '/') {
    event.respondWith(shell(request));
  }
});

/** A name says what is in it: what is kept under it is never stale. */
async function kept(request) {
  const cache = await caches.open(ASSETS);
  const found = await cache.match(request);
  if (found !== undefined) {
    return found;
  }
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const names = await cache.keys();
    await Promise.all(names.slice(0, Math.max(0, names.length - ASSETS_MAX)).map((name) => cache.delete(name)));
  }
  return answer;
}

/** The newest page; the last one seen only where the network is gone. An error of the exchange is shown, not hidden behind an old page. */
async function shell(request) {
  const cache = await caches.open(SHELL);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put('/', answer.clone());
    }
    return answer;
  } catch (gone) {
    const last = await cache.match('/');
    if (last === undefined) {
      throw gone;
    }
    return last;
  }
}

// A note leads to the page that is open, or opens it.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window', includeUncontrolled: true })
      .then(([open]) => (open === undefined ? self.clients.openWindow('/') : open.focus())),
  );
});

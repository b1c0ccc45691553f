// Keeps the page « hors ligne » and what it loads; everything else always comes from the network.
const kept = 'KEPT';
const store = `offline ${kept.join(' ')}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(store)
      // Without cookies: the page is nobody's.
      .then((cache) => cache.addAll([new Request('/offline', { credentials: 'omit' }), ...kept]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== store).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { pathname } = new URL(request.url);
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/offline')));
  else if (kept.includes(pathname)) event.respondWith(fetch(request).catch(() => caches.match(pathname)));
});

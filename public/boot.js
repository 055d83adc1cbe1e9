/* global window, document, localStorage, location, matchMedia */
// Runs before the page is drawn and while its code is still on the way. No inline script: the content security policy forbids it.
(function () {
  var kept = null;
  try {
    kept = localStorage.getItem('console.color-scheme');
  } catch {
    // Storage may be denied: the system's scheme then holds.
  }
  var dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');

  // The first page's data is asked for before the code that reads it has arrived (src/api/client.ts, takeEarly).
  var path = location.pathname;
  var early = (window.early = {});
  function ask(url) {
    early[url] = fetch(url, { credentials: 'same-origin', headers: { accept: 'application/json' } });
    early[url].catch(function () {});
  }
  ask('/api/session');
  if (path === '/' || path === '/plans') {
    ask('/api/plans');
    ask('/api/plans/states');
  }
  if (/^\/plans\/[^/]+$/.test(path)) {
    ask('/api' + path);
    ask('/api' + path + '/partitions');
  }
  if (path === '/sign-in') ask('/api/mode');
})();

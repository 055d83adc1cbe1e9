import './ui/mantine-styles.ts';
import './ui/tokens.css';
import './boot.css';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { startTransition, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ApiContext } from './api/api-context.ts';
import { ApiError } from './api/errors.ts';
import { createApi } from './api/query-client.ts';
import { LanguageProvider } from './i18n/language.tsx';
import { createRouter } from './routes.tsx';
import { theme } from './theme.ts';
import { ShortcutsProvider } from './ui/shortcuts.tsx';

/** public/boot.js reads it before anything is drawn. */
const colorSchemeManager = localStorageColorSchemeManager({ key: 'console.color-scheme' });

/** Style elements need it; the gateway puts a fresh one into every page (vite.config.ts, `cspNonce`). */
const nonce = document.querySelector<HTMLElement>('meta[property="csp-nonce"]')?.nonce ?? '';
// The one place where the scroll lock of Mantine's dialogs looks for it.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const api = createApi();
const router = createRouter(api.queryClient);
const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

function start(into: HTMLElement): void {
  // A request that failed is shown in words where it was needed; it is no fault of the code.
  const onCaughtError = (error: unknown) => {
    if (!(error instanceof ApiError)) reportError(error);
  };
  const app = (
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorSchemeManager}
        getStyleNonce={() => nonce}
        withGlobalClasses={false}
      >
        <LanguageProvider>
          <ApiContext value={api}>
            <QueryClientProvider client={api.queryClient}>
              <ShortcutsProvider>
                <RouterProvider router={router} />
              </ShortcutsProvider>
            </QueryClientProvider>
          </ApiContext>
        </LanguageProvider>
      </MantineProvider>
    </StrictMode>
  );
  // Drawn in slices: a long list must not hold up what is pressed meanwhile.
  startTransition(() => createRoot(into, { onCaughtError }).render(app));
}

// What index.html shows stays until there is something to put in its place.
if (router.state.initialized) start(root);
else {
  const stop = router.subscribe(({ initialized }) => {
    if (!initialized) return;
    stop();
    start(root);
  });
}

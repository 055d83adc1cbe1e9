import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The page most people open first. Its route is as lazy as any other's, but its code comes with the entry's. */
const entry = 'src/main.tsx';
const firstPage = 'src/pages/plans.tsx';

/** What the first page's code is made of besides its own file: one request for all of it, and no more than it needs. */
const vendor =
  /node_modules[\\/](react|react-dom|scheduler|react-router|cookie|set-cookie-parser|@tanstack)[\\/]/;
const firstWidgets =
  /@mantine[\\/]core[\\/]esm[\\/](core|components[\\/](Button|CloseButton|Input|InputBase|Loader|NativeSelect|TextInput|Transition|UnstyledButton))[\\/]/;

/** Modules that the entry and the first page reach without an `import()`. */
function isFirst(id: string, importersOf: (id: string) => readonly string[] | undefined): boolean {
  const seen = new Set<string>();
  const reaches = (at: string): boolean => {
    if (at.endsWith(entry) || at.endsWith(firstPage)) return true;
    if (seen.has(at)) return false;
    seen.add(at);
    return (importersOf(at) ?? []).some(reaches);
  };
  return reaches(id);
}

export default defineConfig({
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist/client',
    target: 'es2023',
    sourcemap: false,
    // One small style sheet, there before the first paint, costs less than one more round trip for each page.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What changes with its own releases and not with ours stays in browsers' caches over our releases.
            { name: 'vendor', test: vendor, priority: 2 },
            {
              name: (id, context) =>
                firstWidgets.test(id) ||
                (!id.includes('node_modules') && isFirst(id, (at) => context.getModuleInfo(at)?.importers))
                  ? 'first'
                  : null,
              priority: 1,
            },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    // The gateway compares a command's origin with the host it was asked by, so the host stays as it is.
    proxy: { '/api': { target: `http://127.0.0.1:${process.env['PORT'] ?? 8080}`, changeOrigin: false } },
  },
});

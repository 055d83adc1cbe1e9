import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The page most people open first: its code is fetched beside the rest of the code, not after it has run. */
const firstPage = 'src/pages/plans.tsx';

function preloadFirstPage(): Plugin {
  return {
    name: 'preload-first-page',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const page = Object.values(bundle ?? {}).find(
          (chunk) => chunk.type === 'chunk' && chunk.facadeModuleId?.endsWith(firstPage),
        );
        if (page?.type !== 'chunk') return [];
        // Only what the page alone needs is missing in the document: what it shares is a preload already.
        const missing = [page.fileName, ...page.imports].filter((file) => !html.includes(file));
        return missing.map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }));
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), preloadFirstPage()],
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
          // What changes with its own releases and not with ours stays in browsers' caches over our releases.
          groups: [
            {
              name: 'vendor',
              test: /node_modules[\\/](react|react-dom|scheduler|react-router|cookie|set-cookie-parser|@tanstack[\\/](query-core|react-query))[\\/]/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? 8080}` } },
});

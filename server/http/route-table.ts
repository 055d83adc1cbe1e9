import type { Hono } from 'hono';
import type { AppEnv } from './context.ts';

export interface RouteTable {
  /** The pattern an address belongs to, for example `/api/plans/:id`; null: none of the contract. */
  match(path: string): { pattern: string; methods: readonly string[] } | null;
}

/** The calls of the contract, read off the app itself, so that 404 and 405 cannot disagree with what is there. */
export function routeTable(app: Hono<AppEnv>): RouteTable {
  const methods = new Map<string, Set<string>>();
  for (const route of app.routes) {
    if (route.method === 'ALL' || route.path.includes('*')) continue;
    const known = methods.get(route.path) ?? new Set();
    known.add(route.method);
    if (route.method === 'GET') known.add('HEAD');
    methods.set(route.path, known);
  }
  const rows = [...methods].map(([pattern, known]) => ({
    pattern,
    methods: [...known],
    segments: pattern.split('/'),
  }));
  // A spelled-out segment wins over a parameter: `/api/plans/summary` is not the plan called "summary".
  rows.sort((a, b) => parameters(a.segments) - parameters(b.segments));
  return {
    match(path) {
      const segments = path.split('/');
      return rows.find((row) => matches(row.segments, segments)) ?? null;
    },
  };
}

const parameters = (segments: readonly string[]) =>
  segments.filter((segment) => segment.startsWith(':')).length;

function matches(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith(':') ? segments[index] !== '' : part === segments[index]))
  );
}

/** The only place that spells a URL, of a page or of the gateway. Every parameter is encoded here (docs/ARCHITECTURE.md). */

type Query = Record<string, string | number | null | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') params.set(name, String(value));
  }
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

const part = encodeURIComponent;

/** What the router matches; the builders below fill these in. */
export const routePatterns = {
  home: '/',
  signIn: '/sign-in',
  plans: '/plans',
  plan: '/plans/:planId',
  backfillWizard: '/plans/:planId/backfill',
  backfills: '/backfills',
  backfill: '/backfills/:backfillId',
  instance: '/instances/:instanceId',
  conversions: '/conversions',
  conversion: '/conversions/:conversionId',
  dataUpdates: '/data-updates',
  activity: '/activity',
} as const;

export const paths = {
  home: () => routePatterns.home,
  signIn: (next?: string) => withQuery(routePatterns.signIn, { next }),
  plans: (query?: Query) => withQuery(routePatterns.plans, query),
  plan: (planId: string, query?: Query) => withQuery(`/plans/${part(planId)}`, query),
  backfillWizard: (planId: string, query?: Query) => withQuery(`/plans/${part(planId)}/backfill`, query),
  backfills: (query?: Query) => withQuery(routePatterns.backfills, query),
  backfill: (backfillId: string, query?: Query) => withQuery(`/backfills/${part(backfillId)}`, query),
  instance: (instanceId: string, query?: Query) => withQuery(`/instances/${part(instanceId)}`, query),
  conversions: (query?: Query) => withQuery(routePatterns.conversions, query),
  conversion: (conversionId: string) => `/conversions/${part(conversionId)}`,
  dataUpdates: (query?: Query) => withQuery(routePatterns.dataUpdates, query),
  activity: (query?: Query) => withQuery(routePatterns.activity, query),
};

export const apiPaths = {
  session: () => '/api/session',
  mode: () => '/api/mode',
  plans: () => '/api/plans',
  planFreshness: (ids: readonly string[]) => withQuery('/api/plans/freshness', { ids: ids.join(',') }),
  plan: (planId: string) => `/api/plans/${part(planId)}`,
  partitions: (planId: string) => `/api/plans/${part(planId)}/partitions`,
  markPartitions: (planId: string) => `/api/plans/${part(planId)}/partitions/mark`,
  clearPartitions: (planId: string) => `/api/plans/${part(planId)}/partitions/clear`,
  evidence: (planId: string, query?: Query) => withQuery(`/api/plans/${part(planId)}/evidence`, query),
  backfills: (query?: Query) => withQuery('/api/backfills', query),
  backfill: (backfillId: string) => `/api/backfills/${part(backfillId)}`,
  backfillInstances: (backfillId: string, query?: Query) =>
    withQuery(`/api/backfills/${part(backfillId)}/instances`, query),
  backfillFailures: (backfillId: string, query?: Query) =>
    withQuery(`/api/backfills/${part(backfillId)}/failures`, query),
  backfillContinue: (backfillId: string) => `/api/backfills/${part(backfillId)}/continue`,
  backfillSettle: (backfillId: string, task: number) =>
    `/api/backfills/${part(backfillId)}/tasks/${task}/settle`,
  backfillPreview: () => '/api/backfills/preview',
  planScripts: (planId: string) => `/api/plans/${part(planId)}/scripts`,
  planHandover: (planId: string) => `/api/plans/${part(planId)}/handover`,
  planStates: () => '/api/plans/states',
  conversions: (query?: Query) => withQuery('/api/conversions', query),
  conversionsWaiting: () => '/api/conversions/waiting',
  conversion: (conversionId: string) => `/api/conversions/${part(conversionId)}`,
  conversionChecks: (conversionId: string) => `/api/conversions/${part(conversionId)}/checks`,
  approveConversion: (conversionId: string) => `/api/conversions/${part(conversionId)}/approve`,
  rejectConversion: (conversionId: string) => `/api/conversions/${part(conversionId)}/reject`,
  withdrawConversion: (conversionId: string) => `/api/conversions/${part(conversionId)}/withdraw`,
  dataUpdates: () => '/api/data-updates',
  activity: (query?: Query) => withQuery('/api/activity', query),
  activityFacets: () => '/api/activity/facets',
  trackBackfill: () => '/api/backfills/track',
  instance: (instanceId: string) => `/api/instances/${part(instanceId)}`,
  instanceLog: (instanceId: string) => `/api/instances/${part(instanceId)}/log`,
};

const base = 'http://console.invalid';

/**
 * Where to go after signing in. `next` comes from the address bar, so it may only name a path of this
 * console: anything that a browser could read as another origin leads home instead.
 */
export function safeNext(next: string | null | undefined): string {
  if (next === null || next === undefined || !next.startsWith('/')) return paths.home();
  let url: URL;
  try {
    url = new URL(next, base);
  } catch {
    return paths.home();
  }
  if (url.origin !== base || url.pathname.startsWith('//')) return paths.home();
  if (url.pathname === routePatterns.signIn || url.pathname.startsWith('/api/')) return paths.home();
  return `${url.pathname}${url.search}${url.hash}`;
}

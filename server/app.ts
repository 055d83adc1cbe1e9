import { Hono } from 'hono';
import type { Deployment } from './deployment.ts';
import { commandGuard } from './http/command-guard.ts';
import { compress } from './http/compress.ts';
import type { AppEnv, Services } from './http/context.ts';
import { contractGuard } from './http/contract-guard.ts';
import { observe } from './http/observe.ts';
import { clientPages } from './http/pages.ts';
import { answerProblem } from './http/problems.ts';
import { routeTable, type RouteTable } from './http/route-table.ts';
import { securityHeaders } from './http/security-headers.ts';
import type { Sessions } from './http/session.ts';
import { activityRoutes } from './routes/activity.ts';
import { backfillPreviewRoutes } from './routes/backfill-preview.ts';
import { backfillRoutes } from './routes/backfills.ts';
import { conversionRoutes } from './routes/conversions.ts';
import { dataUpdateRoutes } from './routes/data-updates.ts';
import { evidenceRoutes } from './routes/evidence.ts';
import { failureRoutes } from './routes/failures.ts';
import { healthRoutes } from './routes/health.ts';
import { instanceRoutes } from './routes/instances.ts';
import { partitionCommandRoutes } from './routes/partition-commands.ts';
import { planRoutes } from './routes/plans.ts';
import { sessionRoutes, signInRoutes } from './routes/session.ts';

export interface AppParts {
  services: Services;
  sessions: Sessions;
  deployment: Deployment;
  clientDir: string | null;
}

/** The whole of HTTP: what every request passes, in order, and then the routes by noun. */
export function createApp({ services, sessions, deployment, clientDir }: AppParts): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let table: RouteTable | null = null;
  const contract = () => (table ??= routeTable(app));

  app.onError(answerProblem(services.log));
  app.use(observe(services.log, services.clock, (path) => contract().match(path)?.pattern ?? '-'));
  app.use(securityHeaders);
  app.use('/api/*', compress);
  app.use('/api/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    await next();
  });
  app.use('/api/*', contractGuard(contract));
  app.post('/api/session', commandGuard);
  app.route('/', signInRoutes(services, sessions, deployment));

  // From here on nobody is let through without a session, and that is said before anything else about the request is.
  app.use('/api/*', sessions.required);
  app.use('/api/*', commandGuard);
  app.route('/', sessionRoutes(services, sessions, deployment));
  app.route('/', planRoutes(services));
  app.route('/', evidenceRoutes(services));
  app.route('/', partitionCommandRoutes(services));
  app.route('/', backfillRoutes(services));
  app.route('/', backfillPreviewRoutes(services, deployment));
  app.route('/', failureRoutes(services));
  app.route('/', instanceRoutes(services));
  app.route('/', conversionRoutes(services));
  app.route('/', dataUpdateRoutes(services));
  app.route('/', activityRoutes(services));

  app.route('/', healthRoutes(services));
  app.get('*', clientPages(clientDir));
  app.all('*', contractGuard(contract));
  return app;
}

import { Hono } from 'hono';
import { signInSchema, type Mode, type Session, type SignIn } from '../../src/contract/session.ts';
import { instantText, todayIn } from '../../src/domain/wall-date.ts';
import { readBody } from '../http/body.ts';
import type { AppEnv, Services } from '../http/context.ts';
import type { Deployment } from '../deployment.ts';
import { headerValue, secretsOf, type Identity } from '../http/identity.ts';
import type { Sessions } from '../http/session.ts';
import { ProblemError } from '../problem-error.ts';

/** What may be asked before anybody has signed in. */
export function signInRoutes(services: Services, sessions: Sessions, deployment: Deployment): Hono<AppEnv> {
  const { can } = services;
  return new Hono<AppEnv>()
    .get('/api/mode', (c) => c.json<Mode>({ mode: deployment.mode, canHost: deployment.canHost }))
    .post('/api/session', async (c) => {
      const identity = identityOf(await readBody(c, signInSchema), deployment);
      c.set('secrets', secretsOf(identity));
      const caller = sessions.callerOf(identity);
      await can.as(caller).probe();
      sessions.begin(c, identity);
      return c.body(null, 204);
    });
}

export function sessionRoutes(services: Services, sessions: Sessions, deployment: Deployment): Hono<AppEnv> {
  const { clock, config } = services;
  return new Hono<AppEnv>()
    .get('/api/session', (c) => {
      const { tenantId, actor, mayApprove } = c.get('signedIn');
      const now = clock.now();
      return c.json<Session>({
        tenantId,
        actor,
        mode: deployment.mode,
        canHost: deployment.canHost,
        today: todayIn(config.canTimeZone, now),
        timeZone: config.canTimeZone,
        twoPerson: config.twoPerson,
        mayApprove,
        now: instantText(now),
      });
    })
    .delete('/api/session', (c) => {
      sessions.end(c);
      return c.body(null, 204);
    });
}

function identityOf(given: SignIn, { demo }: Deployment): Identity {
  if ('demo' in given) {
    if (demo === null)
      throw new ProblemError('invalid', 'Demo people exist on the sandbox only.', {
        detail: 'demo: this console serves a real CAN',
      });
    return demo[given.demo];
  }
  const { name } = given;
  const tenantId = headerValue('tenantId', given.tenantId);
  if ('appId' in given)
    return { tenantId, name, credential: { appId: given.appId, appSecret: given.appSecret.trim() } };
  return {
    tenantId,
    name,
    credential: { authType: given.authType, authValue: headerValue('authValue', given.authValue) },
  };
}

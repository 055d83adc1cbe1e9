import { Hono } from 'hono';
import {
  journalActions,
  journalStates,
  type ActivityFacets,
  type ActivityList,
  type JournalRow,
} from '../../src/contract/activity.ts';
import { addDays, instantMs, instantText, isDay, wallMs, wallNow } from '../../src/domain/wall-date.ts';
import { watchMark } from '../commands/mark-read-back.ts';
import type { AppEnv, Services } from '../http/context.ts';
import { invalidQuery, queryCount, queryId, queryWord } from './query.ts';

const PAGE = 100;
/** What a download asks for at once. */
const MOST_ROWS = 1000;
const MOST_FACETS = 500;

/** The instant at which a day begins on the wall clock of a zone; where it begins twice or never, nearly so. */
function dayBegins(day: string, zone: string): number {
  const wall = wallMs(day) ?? NaN;
  // The second round uses the offset that holds there, not the one that holds at the same numbers in UTC.
  let instant = wall;
  for (let round = 0; round < 2; round++)
    instant = wall - ((wallMs(wallNow(zone, instant)) ?? NaN) - instant);
  return instant;
}

/** A day of CAN's wall clock or an instant; a day as an end includes all of it. */
function moment(field: string, given: string | undefined, zone: string, end: boolean): string | undefined {
  if (given === undefined || given === '') return undefined;
  if (isDay(given)) return instantText(dayBegins(end ? addDays(given, 1) : given, zone));
  const instant = instantMs(given);
  if (Number.isNaN(instant)) throw invalidQuery(`${field}: expected a day (yyyy-MM-dd) or an instant`);
  return instantText(instant);
}

/** The journal: who asked what of CAN when, and what came of it. It can be read, and nothing else. */
export function activityRoutes(services: Services): Hono<AppEnv> {
  const zone = services.config.canTimeZone;
  const app = new Hono<AppEnv>();
  app.get('/api/activity/facets', async (c) => {
    const { journal } = services.ledger.forTenant(c.get('signedIn').tenantId);
    const [people, plans] = await Promise.all([journal.people(MOST_FACETS), journal.plans(MOST_FACETS)]);
    return c.json<ActivityFacets>({ people, plans });
  });
  return app.get('/api/activity', async (c) => {
    const signedIn = c.get('signedIn');
    const page = queryCount(c, 'limit', MOST_ROWS) ?? PAGE;
    const rows = await services.ledger.forTenant(signedIn.tenantId).journal.list(
      {
        planId: queryId(c, 'planId'),
        actor: queryId(c, 'actor'),
        action: queryWord(c, 'action', journalActions),
        state: queryWord(c, 'state', journalStates),
        from: moment('from', c.req.query('from'), zone, false),
        to: moment('to', c.req.query('to'), zone, true),
        before: queryId(c, 'cursor'),
      },
      page + 1,
    );
    const activity: JournalRow[] = rows.slice(0, page);
    for (const { id, action, state } of activity) {
      if (state === 'unknown' && (action === 'mark' || action === 'clear'))
        watchMark({ services, signedIn }, id);
    }
    const last = activity.at(-1);
    return c.json<ActivityList>({
      activity,
      ...(rows.length > page && last && { cursor: last.id }),
      asOf: instantText(services.clock.now()),
    });
  });
}

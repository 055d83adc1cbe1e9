import { dayNumber, isDay, wallText } from '../../src/domain/wall-date.ts';
import { areas } from './areas.ts';
import { mintToken } from './people.ts';
import { Refusal } from './refusal.ts';
import { planOf, type CanCall } from './request.ts';

export function transform(call: CanCall): 'success' {
  const { world, body } = call;
  const plan = planOf(call, body['uuid']);
  if (body['materializeType'] !== 'EXTERNAL') {
    throw new Refusal(
      `Unsupported target materializeType: ${String(body['materializeType'])}, only EXTERNAL is supported`,
    );
  }
  if (plan.kind === 'EXTERNAL') throw new Refusal('Acceleration plan is already of type EXTERNAL');
  world.convert(plan);
  return 'success';
}

/** ``<data source>.`<catalog.schema>`.<table>``, backticks included. */
const tableNamePattern = /^([^.`]+)\.`([^.`]+)\.([^`]+)`\.([^.`]+)$/;
/** The names under which data sources were bound. */
const dataSources = new Set<string>(Object.values(areas).map(({ source }) => source.dataSource));

/** `false`: heard, but nothing is to be refreshed (a day that has not come). */
export function trigger(call: CanCall): boolean {
  const { world, body, now } = call;
  const [tableName, tenantId, day] = ['tableName', 'tenantId', 'tablePartition'].map((field) => {
    const value = body[field];
    if (typeof value !== 'string' || value === '') throw new Refusal(`Parameter ${field} can not be empty`);
    if (value.length > 128) throw new Refusal(`Parameter ${field} is too long, at most 128 characters`);
    return value;
  }) as [string, string, string];
  if (tenantId !== call.tenantId)
    throw new Refusal('Tenant does not exist or is not accessible', `tenantId: ${tenantId}`);
  if (!isDay(day))
    throw new Refusal(`Parameter tablePartition is invalid, expected format: yyyy-MM-dd, actual: ${day}`);
  const [, dataSource = '', catalog = '', schema = '', table = ''] = tableNamePattern.exec(tableName) ?? [];
  if (table === '')
    throw new Refusal('Parameter tableName is invalid, expected format: dataSource.`catalog.schema`.table');
  if (!dataSources.has(dataSource)) throw new Refusal(`Data source is not bound: ${dataSource}`);
  const today = wallText(world.time.wall(now)).slice(0, 10);
  if (day > today) return false;
  world.sourceChanged({ catalog, schema, table }, dayNumber(day));
  return true;
}

export function createToken({ world, body, now }: CanCall): string {
  const { appId, appSecret, expire } = body;
  if (typeof appId !== 'string' || typeof appSecret !== 'string')
    throw new Refusal('appId and appSecret can not be empty');
  if (expire !== undefined && !(typeof expire === 'number' && Number.isInteger(expire) && expire > 0)) {
    throw new Refusal('Parameter expire must be a positive integer');
  }
  const token = mintToken(world.seed, appId, appSecret, expire, now);
  if (token === null) throw new Refusal('appId or appSecret is incorrect');
  return token;
}

import { granularities, type Plan, type RefreshConfig } from '../../src/contract/plan.ts';
import { inner } from './envelope.ts';
import { flag, integer, list, record, text, without, word, type Fields } from './fields.ts';
import { planNames } from './plans.ts';
import type { Read } from './transport.ts';

export async function readPlan(read: Read, id: string): Promise<Omit<Plan, 'asOf'>> {
  const { body, scrub } = await read({
    method: 'GET',
    path: '/accelerate/plan/queryAccelerateResultPlan',
    query: { uuid: id },
  });
  const fields = inner(body, isPlan, scrub);
  // Names stay as they are, since calls and queries spell them; words and unknown parts lose the credential.
  const clean = record(scrub.data(without(fields, ['id', 'name', 'displayName', 'materializeType']))) ?? {};
  const table = record(fields['tablePath']) ?? {};
  const refresh = record(fields['refreshConfig']) ?? {};
  return {
    // As it was asked for: every later call says it in the same way.
    id,
    ...planNames(fields),
    granularity: refreshGranularity(refresh) ?? word(fields['metricTimeGranularity'], granularities),
    fullRefresh: isFullRefresh(refresh),
    table: {
      catalog: text(table['tableCatalog']),
      schema: text(table['tableSchema']),
      name: text(table['tableName']),
    },
    metrics: names(fields['metricList']),
    dimensions: names(fields['dimensionList']),
    timeConstraint: phrases(clean['timeConstraint']),
    filters: phrases(clean['dimensionFilters']),
    refresh: refreshConfig(refresh),
    raw: rest(clean),
  };
}

/** An envelope may carry an `id` of its own beside `data: null`. */
function isPlan(fields: Fields): boolean {
  return 'materializeType' in fields || ('id' in fields && 'name' in fields);
}

export function refreshConfig(refresh: Fields): RefreshConfig {
  return {
    cron: text(refresh['cron']),
    from: integer(refresh['updateLowerInterval']),
    to: integer(refresh['updateUpperInterval']),
  };
}

export function refreshGranularity(refresh: Fields): string | null {
  return word(refresh['granularity'], granularities);
}

export function isFullRefresh(refresh: Fields): boolean {
  return flag(refresh['isFullRefresh']) === true;
}

/** Metrics and dimensions come as names or as objects that hold one. */
function names(value: unknown): string[] {
  return list(value).flatMap((each) => {
    const fields = record(each);
    const name = fields ? nameIn(fields) : text(each);
    return name === null ? [] : [name];
  });
}

function nameIn(fields: Fields): string {
  const known = ['name', 'code', 'displayName', 'metricName', 'dimensionName', 'id'];
  return known.map((key) => text(fields[key])).find((each) => each !== null) ?? stableJson(fields);
}

/** One phrase or several; a filter that is an object is shown as its JSON, whatever order CAN sent the keys in. */
function phrases(value: unknown): string[] {
  const all = Array.isArray(value) ? (value as unknown[]) : [value];
  return all.flatMap((each) => {
    if (each === null || each === undefined) return [];
    const phrase = typeof each === 'object' ? stableJson(each) : (text(each) ?? '');
    return phrase === '' || phrase === '{}' ? [] : [phrase];
  });
}

function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    const fields = record(each);
    return fields ? Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))) : each;
  });
}

const placed = [
  'tablePath',
  'refreshConfig',
  'timeConstraint',
  'dimensionFilters',
  'metricList',
  'dimensionList',
];

/** What has no field in the contract; an object of which only the name was taken is kept whole. */
function rest(clean: Fields): Fields {
  const parts = {
    tablePath: without(record(clean['tablePath']) ?? {}, ['tableCatalog', 'tableSchema', 'tableName']),
    refreshConfig: without(record(clean['refreshConfig']) ?? {}, [
      'cron',
      'granularity',
      'updateUpperInterval',
      'updateLowerInterval',
      'isFullRefresh',
    ]),
  };
  const named = ['metricList', 'dimensionList'].filter((key) =>
    list(clean[key]).some((each) => record(each)),
  );
  return {
    ...without(clean, placed),
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0)),
    ...Object.fromEntries(named.map((key) => [key, clean[key]])),
  };
}

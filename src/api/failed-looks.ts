/** What react-query counts of a query, over all its life. */
interface Counted {
  state: { dataUpdateCount: number; errorUpdateCount: number };
}

const lastGood = new WeakMap<object, { data: number; errors: number }>();

/** How often in a row a query has failed since it last had an answer. */
export function failedLooks(query: Counted): number {
  const { dataUpdateCount, errorUpdateCount } = query.state;
  const good = lastGood.get(query);
  if (good?.data !== dataUpdateCount) {
    // Of a query seen for the first time, all errors count if it never had data, none otherwise.
    const errors = good === undefined && dataUpdateCount === 0 ? 0 : errorUpdateCount;
    lastGood.set(query, { data: dataUpdateCount, errors });
    return errorUpdateCount - errors;
  }
  return errorUpdateCount - good.errors;
}

/** First segments of the addresses of pages: the gateway answers these with the page, anything else as not found. */
export const pageRoots = [
  'sign-in',
  'plans',
  'backfills',
  'instances',
  'conversions',
  'activity',
  'data-updates',
] as const;

export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

/** One JSON object a line. `write` is given so that a test can look at every line. */
export function createLog(now: () => string, write: (line: string) => void): Log {
  const at =
    (level: 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) =>
      write(JSON.stringify({ at: now(), level, event, ...fields }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

interface Request {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: unknown;
}

/** For a POSIX shell: within single quotes nothing means anything but the quote itself. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** One request as a command line. */
export function curlText({ method, url, headers, body }: Request): string {
  const all = Object.entries({ ...headers, 'content-type': 'application/json' });
  return [
    `curl -X ${method} ${shellQuoted(url)}`,
    ...all.map(([name, value]) => `-H ${shellQuoted(`${name}: ${value}`)}`),
    `--data ${shellQuoted(JSON.stringify(body))}`,
  ].join(' \\\n  ');
}

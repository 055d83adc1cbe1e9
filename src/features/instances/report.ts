/** A text for a ticket: all that somebody needs who has never seen this console, and nothing secret. */
export interface ReportParts {
  title: string;
  /** Name and value; what is null is left out. */
  facts: readonly (readonly [string, string | null])[];
  cause: { label: string; text: string } | null;
  sql: { label: string; text: string } | null;
}

/** A fence of backticks longer than any run of them in the text. */
function fenced(text: string, language: string): string {
  const longest = [...text.matchAll(/`+/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

export function reportText({ title, facts, cause, sql }: ReportParts): string {
  const lines = [`## ${title.replace(/\s+/g, ' ')}`, ''];
  for (const [name, value] of facts)
    if (value !== null) lines.push(`- ${name}: ${value.replace(/\s+/g, ' ')}`);
  if (cause !== null) lines.push('', `**${cause.label}**`, '', fenced(cause.text, ''));
  if (sql !== null) lines.push('', `**${sql.label}**`, '', fenced(sql.text, 'sql'));
  return `${lines.join('\n')}\n`;
}

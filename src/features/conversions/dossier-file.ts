/** One thing said of a plan, ready in the reader's words. */
export interface DossierFact {
  name: string;
  value: string;
}

interface DossierFile {
  title: string;
  facts: readonly DossierFact[];
  sections: readonly { heading: string; items: readonly string[] }[];
  /** Everything, as it was stored: for programs, and to check the hash. */
  json: unknown;
}

/** A name of CAN's must not become markup of ours. */
function line(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');
}

/** Longer than any run of backticks inside, or the block would end there. */
function fenceFor(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  return '`'.repeat(Math.max(3, longest + 1));
}

/** The handover as one Markdown file: words for people first, the same as JSON for programs after it. */
export function dossierMarkdown({ title, facts, sections, json }: DossierFile): string {
  const data = JSON.stringify(json, null, 2);
  const fence = fenceFor(data);
  return [
    `# ${line(title)}`,
    '',
    ...facts.map(({ name, value }) => `- **${line(name)}**: ${line(value)}`),
    ...sections
      .filter(({ items }) => items.length > 0)
      .flatMap(({ heading, items }) => [
        '',
        `## ${line(heading)}`,
        '',
        ...items.map((item) => `- ${line(item)}`),
      ]),
    '',
    '## JSON',
    '',
    `${fence}json`,
    data,
    fence,
    '',
  ].join('\n');
}

/** A file's name on any system: what is not a letter, digit, dot, dash or underscore is left out. */
export function fileNameOf(planName: string): string {
  const name = planName.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|-+$/g, '');
  return name.slice(0, 80) || 'plan';
}

import { describe, expect, it } from 'vitest';
import { dossierMarkdown, fileNameOf } from './dossier-file.ts';

describe('the handover as a file', () => {
  const json = { plan: { id: '9007199254740993', name: 'a```b' } };
  const text = dossierMarkdown({
    title: '<b>gmv</b>\n# not a heading',
    facts: [{ name: 'Schedule', value: 'every day at 00:05 | *' }],
    sections: [
      { heading: 'Missing', items: ['12 Nov 2026'] },
      { heading: 'Nothing', items: [] },
    ],
    json,
  });

  it('says the facts in words and leaves out empty sections', () => {
    expect(text).toContain('- **Schedule**: every day at 00:05 \\| \\*');
    expect(text).toContain('## Missing\n\n- 12 Nov 2026');
    expect(text).not.toContain('Nothing');
  });

  it('lets no name of CAN’s become markup', () => {
    expect(text.split('\n')[0]).toBe('# \\<b\\>gmv\\</b\\> \\# not a heading');
  });

  it('holds the whole as JSON, fenced beyond what stands in it', () => {
    const [, data] = /````json\n([\s\S]*)\n````/.exec(text) ?? [];
    expect(JSON.parse(data ?? '')).toEqual(json);
  });

  it.each([
    ['ads_gmv_1d', 'ads_gmv_1d'],
    ['../../etc/passwd', 'etc-passwd'],
    ['门店 GMV 日报', '门店-GMV-日报'],
    ['"<>|', 'plan'],
  ])('names the file of %s %s', (name, file) => expect(fileNameOf(name)).toBe(file));
});

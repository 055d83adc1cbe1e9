import { languages, type Language } from './messages.ts';

/** What the person switched to on this device, else the browser's first language that we speak, else English. */
export function chooseLanguage(kept: string | null, preferred: readonly string[]): Language {
  const known = languages.find((language) => language === kept);
  if (known !== undefined) return known;
  for (const tag of preferred) {
    const primary = tag.toLowerCase().split('-')[0];
    const match = languages.find((language) => language === primary);
    if (match !== undefined) return match;
  }
  return 'en';
}

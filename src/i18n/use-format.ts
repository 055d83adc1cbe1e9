import { formatFor, type Format } from './format.ts';
import { useLanguage } from './language.tsx';

export function useFormat(): Format {
  return formatFor(useLanguage().language);
}

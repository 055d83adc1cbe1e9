import { conversionViews, type ConversionView } from '../../contract/conversion.ts';

/** Total: an address that says nothing, or nonsense, shows what waits for the reader. */
export function readConversionView(params: URLSearchParams): ConversionView {
  const named = params.get('view');
  return conversionViews.find((view) => view === named) ?? 'waiting';
}

/** For `paths.conversions`: the default is left out. */
export function conversionViewQuery(view: ConversionView): { view: string | null } {
  return { view: view === 'waiting' ? null : view };
}

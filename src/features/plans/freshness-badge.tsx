import type { Freshness, FreshnessState } from '../../contract/freshness.ts';
import { useWords } from '../../i18n/words.ts';
import type { MarkName } from '../../ui/state-mark.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';

const looks: Record<FreshnessState, { tone: Tone; icon: MarkName }> = {
  fresh: { tone: 'good', icon: 'check' },
  behind: { tone: 'warn', icon: 'clock' },
  'not-ready': { tone: 'bad', icon: 'hollow' },
  unknown: { tone: 'odd', icon: 'question' },
};

export function FreshnessBadge({ state }: { state: Freshness['state'] }) {
  return <StateBadge {...looks[state]} label={useWords().freshness(state)} />;
}

import type { JournalRow, JournalState } from '../../contract/activity.ts';
import type { MarkName } from '../../ui/state-mark.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { useRowWords } from './use-row-words.ts';

const looks: Record<JournalState, { tone: Tone; icon: MarkName }> = {
  sending: { tone: 'busy', icon: 'running' },
  done: { tone: 'good', icon: 'check' },
  refused: { tone: 'bad', icon: 'cross' },
  unknown: { tone: 'warn', icon: 'warning' },
};

export function JournalBadge({ row }: { row: JournalRow }) {
  return <StateBadge {...looks[row.state]} label={useRowWords().state(row)} />;
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Plan } from '../../contract/plan.ts';
import type { Range } from '../../contract/range.ts';
import { csvText } from '../../domain/csv.ts';
import type { PartitionMap } from '../../domain/partition-state.ts';
import { toKeys } from '../../domain/ranges.ts';
import { useMessages } from '../../i18n/language.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { downloadText } from '../../ui/download.ts';
import { partitionMessages } from './messages.ts';
import { selectionMessages } from './selection-messages.ts';
import { useEvidenceText } from './use-evidence-text.ts';
import classes from './selection-bar.module.css';

interface ExportButtonsProps {
  plan: Plan;
  map: PartitionMap;
  ranges: readonly Range[];
}

export function ExportButtons({ plan, map, ranges }: ExportButtonsProps) {
  const messages = useMessages(selectionMessages);
  const { states } = useMessages(partitionMessages);
  const say = useEvidenceText();
  const [copied, setCopied] = useState<{ ranges: readonly Range[]; said: string } | null>(null);
  const none = ranges.length === 0;

  const copy = async () => {
    const worked = await copyText(toKeys(ranges, map.granularity).join('\n'));
    setCopied({ ranges, said: worked ? messages.actions.copied : messages.actions.copyFailed });
  };
  const download = () => {
    const { csv } = messages;
    const rows = toKeys(ranges, map.granularity).map((key) => {
      const evidence = map.evidence(key);
      const state = evidence ? states[evidence.state] : '';
      return [key, state, evidence?.attempts ?? 0, evidence ? say(evidence) : ''];
    });
    const name = `${plan.name ?? plan.id} partitions.csv`.replaceAll(/[\\/:*?"<>|]/g, '_');
    downloadText(csvText([csv.partition, csv.state, csv.attempts, csv.why], rows), name, 'text/csv');
  };

  return (
    <>
      <Button size="xs" variant="subtle" disabled={none} onClick={() => void copy()}>
        {messages.actions.copy}
      </Button>
      <Button size="xs" variant="subtle" disabled={none} onClick={download}>
        {messages.actions.csv}
      </Button>
      <span role="status" className={classes.said}>
        {copied?.ranges === ranges ? copied.said : ''}
      </span>
    </>
  );
}

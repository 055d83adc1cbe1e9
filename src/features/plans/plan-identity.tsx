import type { Plan, PlanListItem } from '../../contract/plan.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useWords } from '../../i18n/words.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { planSubtitle } from './plan-names.ts';
import { planPageMessages } from './plan-page-messages.ts';
import classes from './plan-identity.module.css';

function Handle({ name, text, what }: { name: string; text: string; what: string }) {
  return (
    <div className={classes.handle}>
      <dt>{name}</dt>
      <dd>
        <bdi className={classes.code} title={text}>
          {text}
        </bdi>
        <CopyButton text={text} what={what} />
      </dd>
    </div>
  );
}

function tablePath({ table }: Plan): string | null {
  const parts = [table.catalog, table.schema, table.name].filter((part) => part !== null && part !== '');
  return parts.length === 0 ? null : parts.join('.');
}

interface PlanIdentityProps {
  planId: string;
  /** As the list has it; undefined: the list does not know it. */
  item: PlanListItem | undefined;
  /** undefined: CAN does not tell more. */
  plan: Plan | undefined;
}

/** What kind of plan it is, and by what names scripts and colleagues know it. */
export function PlanIdentity({ planId, item, plan }: PlanIdentityProps) {
  const messages = useMessages(planPageMessages);
  const words = useWords();
  const named = plan ?? item;
  const subtitle = named && planSubtitle(named);
  const path = plan && tablePath(plan);
  return (
    <div className={classes.identity}>
      {named && <span className={classes.kind}>{words.kind(named.kind)}</span>}
      {plan && (
        <span className={classes.granularity}>
          {plan.fullRefresh
            ? messages.fullRefresh
            : plan.granularity !== null && messages.granularityOf(words.granularity(plan.granularity))}
        </span>
      )}
      <dl className={classes.handles}>
        {subtitle && <Handle name={messages.name} text={subtitle} what={messages.planName} />}
        <Handle name={messages.id} text={planId} what={messages.planId} />
        {path && <Handle name={messages.table} text={path} what={messages.tablePath} />}
      </dl>
    </div>
  );
}

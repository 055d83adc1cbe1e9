import type { Task } from '../../contract/backfill.ts';
import { useCauseWords } from '../../i18n/causes.ts';
import { useMessages } from '../../i18n/language.tsx';
import { useStatusLook } from '../../i18n/status-look.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { backfillMessages } from './messages.ts';
import { rangeText } from '../../domain/range-text.ts';
import classes from './task-list.module.css';

interface TaskListProps {
  tasks: readonly Task[];
  fullRefresh: boolean;
}

/** The calls of which a backfill is made: what was asked of CAN, and by which dagName it answers. */
export function TaskList({ tasks, fullRefresh }: TaskListProps) {
  const { tasks: messages } = useMessages(backfillMessages);
  const look = useStatusLook();
  const cause = useCauseWords();
  return (
    <div className={classes.scroller} tabIndex={0} role="region" aria-label={messages.heading}>
      <table className={classes.table} aria-label={messages.table}>
        <thead>
          <tr>
            <th scope="col">{messages.number}</th>
            <th scope="col">{messages.range}</th>
            <th scope="col">{messages.state}</th>
            <th scope="col">{messages.dagName}</th>
            <th scope="col">{messages.says}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.n}>
              <td>#{task.n}</td>
              <td className={classes.range}>{fullRefresh ? messages.wholeTable : rangeText(task.range)}</td>
              <td>
                <StateBadge {...look.task(task.state)} />
              </td>
              <td>
                {task.dagName !== undefined ? (
                  <span className={classes.dag}>
                    <code>{task.dagName}</code>
                    <CopyButton text={task.dagName} what={messages.dagName} />
                  </span>
                ) : (
                  task.state === 'untraceable' && messages.noHandle
                )}
              </td>
              <td>
                {task.problem !== undefined && (
                  <span className={classes.problem} dir="auto">
                    {cause(task)}
                  </span>
                )}
                {task.traceId !== undefined && (
                  <span className={classes.trace}>
                    {messages.trace} <code>{task.traceId}</code>
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

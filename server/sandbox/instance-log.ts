import type { InstanceView } from './instance-view.ts';
import { hash, hex, pick, whole } from './random.ts';
import { stackOf } from './stacks.ts';
import type { ZoneTime } from './zone-time.ts';

const loggers = [
  ['INFO ', 'c.a.can.scheduler.worker.TaskWorker', 'heartbeat ok, lease extended'],
  ['INFO ', 'c.a.can.engine.LoadTracker', 'load progress'],
  ['DEBUG', 'c.a.can.engine.FragmentProfile', 'fragment report'],
  ['DEBUG', 'c.a.can.engine.MemTracker', 'mem tracker snapshot'],
  ['WARN ', 'c.a.can.engine.BrpcChannel', 'retry rpc, timed out waiting for response'],
] as const;

function line(view: InstanceView, n: number, count: number, time: ZoneTime): string {
  const [level, logger, words] = pick(loggers, view.id, 'logger', n);
  const start = view.startedAt ?? view.createdAt;
  const moment = start + (((view.endedAt ?? start) - start) * n) / count;
  const millis = String(Math.floor(moment) % 1000).padStart(3, '0');
  const node = whole(0, 31, view.id, 'node', n);
  return `${time.text(moment).replace('T', ' ')}.${millis} ${level} [task-exec-${whole(1, 16, view.id, 'thread')}] ${logger} - ${words}, instance=${view.id}, fragment_instance_id=${hex(16, view.id, n)}, node=${node}, rows=${hash(view.id, 'rows', n) % 9_000_000}, peak_mem=${hash(view.id, 'mem', n) % 17_179_869_184}`;
}

/** Lines of their own; a longer log repeats them under numbers, which is enough to search in. */
const DISTINCT_LINES = 5_000;

/** How long the log of a failed instance is; most are a stack and nothing else, some have the worker's whole chatter in front. */
function chatterLines(view: InstanceView): number {
  if (view.cause !== 'memory-limit' && view.cause !== 'timeout' && view.cause !== 'lost-backend') return 0;
  return hash(view.id, 'long') % 5 === 0
    ? whole(900, 3_200, view.id, 'lines')
    : whole(0, 12, view.id, 'lines');
}

/** `msg` of a failed instance, made when it is asked for; at least `bytes` long when a test wants a long one. */
export function logOf(view: InstanceView, time: ZoneTime, bytes: number | undefined): string | null {
  if (view.cause === null) return null;
  const stack = stackOf(view, view.cause);
  const count = bytes === undefined ? chatterLines(view) : DISTINCT_LINES;
  const lines = Array.from({ length: count }, (_, n) => line(view, n, count, time));
  const parts = bytes === undefined ? lines : repeated(lines, bytes - stack.length);
  return [...parts, stack].join('\n');
}

function repeated(lines: readonly string[], bytes: number): string[] {
  const parts: string[] = [];
  for (let n = 0, length = 0; length < bytes; n++) {
    const part = `${lines[n % lines.length] ?? ''} #${n}`;
    parts.push(part);
    length += part.length + 1;
  }
  return parts;
}

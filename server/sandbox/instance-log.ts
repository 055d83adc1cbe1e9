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
  const millis = String(hash(view.id, 'ms', n) % 1000).padStart(3, '0');
  const node = whole(0, 31, view.id, 'node', n);
  return `${time.text(moment).replace('T', ' ')}.${millis} ${level} [task-exec-${whole(1, 16, view.id, 'thread')}] ${logger} - ${words}, instance=${view.id}, fragment_instance_id=${hex(16, view.id, n)}, node=${node}, rows=${hash(view.id, 'rows', n) % 9_000_000}, peak_mem=${hash(view.id, 'mem', n) % 17_179_869_184}`;
}

const LINE_BYTES = 225;

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
  const count = bytes === undefined ? chatterLines(view) : Math.ceil(bytes / LINE_BYTES);
  /** A hundred thousand lines differ enough when each thousand repeats under a number of its own. */
  const lines = Array.from({ length: Math.min(count, 5_000) }, (_, n) => line(view, n, count, time));
  const parts: string[] = [];
  let length = stack.length;
  for (let n = 0; n < count || (bytes !== undefined && length < bytes); n++) {
    const text = n < lines.length ? (lines[n] ?? '') : `${lines[n % lines.length] ?? ''} #${n}`;
    parts.push(text);
    length += text.length + 1;
  }
  return [...parts, stack].join('\n');
}

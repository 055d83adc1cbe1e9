import { dayOfNumber } from '../../src/domain/wall-date.ts';
import { area, engineOf } from './areas.ts';
import type { Cause } from './failures.ts';
import type { InstanceView } from './instance-view.ts';
import { hex, pick, whole } from './random.ts';

/** What the frames of a failed run look like, from the scheduler's worker down to the driver. */
const workerFrames = [
  'com.aloudata.can.scheduler.executor.MaterializeTaskExecutor.runStatement(MaterializeTaskExecutor.java:318)',
  'com.aloudata.can.scheduler.executor.MaterializeTaskExecutor.lambda$execute$4(MaterializeTaskExecutor.java:241)',
  'com.aloudata.can.scheduler.retry.RetryTemplate.doExecute(RetryTemplate.java:97)',
  'com.aloudata.can.scheduler.executor.MaterializeTaskExecutor.execute(MaterializeTaskExecutor.java:229)',
  'com.aloudata.can.scheduler.worker.TaskWorker.process(TaskWorker.java:154)',
  'com.aloudata.can.scheduler.worker.TaskWorker$TaskRunnable.run(TaskWorker.java:73)',
  'java.base/java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)',
  'java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264)',
  'java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)',
  'java.base/java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)',
  'java.base/java.lang.Thread.run(Thread.java:840)',
];
function engineFrames(doris: boolean): string[] {
  const client = doris ? 'doris.DorisClient' : 'starrocks.StarRocksClient';
  const file = `${client.split('.')[1] ?? ''}.java`;
  return [
    `com.aloudata.can.engine.${client}.execute(${file}:186)`,
    `com.aloudata.can.engine.${client}.insertOverwrite(${file}:132)`,
    'com.aloudata.can.materialize.MaterializeService.refreshPartitions(MaterializeService.java:402)',
  ];
}
const driverFrames = [
  'com.mysql.cj.jdbc.exceptions.SQLError.createSQLException(SQLError.java:130)',
  'com.mysql.cj.jdbc.exceptions.SQLExceptionsMapping.translateException(SQLExceptionsMapping.java:122)',
  'com.mysql.cj.jdbc.StatementImpl.executeInternal(StatementImpl.java:763)',
  'com.mysql.cj.jdbc.StatementImpl.execute(StatementImpl.java:648)',
  'com.zaxxer.hikari.pool.ProxyStatement.execute(ProxyStatement.java:94)',
  'com.zaxxer.hikari.pool.HikariProxyStatement.execute(HikariProxyStatement.java)',
];
const socketFrames = [
  'com.mysql.cj.protocol.FullReadInputStream.readFully(FullReadInputStream.java:64)',
  'com.mysql.cj.protocol.a.SimplePacketReader.readHeaderLocal(SimplePacketReader.java:81)',
  'com.mysql.cj.protocol.a.NativeProtocol.readMessage(NativeProtocol.java:558)',
  'com.mysql.cj.protocol.a.NativeProtocol.sendCommand(NativeProtocol.java:643)',
];

const at = (frames: readonly string[]) => frames.map((frame) => `\tat ${frame}`);
const more = (n: number) => `\t... ${n} more`;

/** Words of the engine: what StarRocks or Doris say, with the numbers, hosts and ids of this run. */
function enginesWords(view: InstanceView, cause: Cause): { type: string; message: string; root?: string[] } {
  const { id, plan } = view;
  const { source } = area(plan.seed.area);
  const backend = whole(10_003, 10_011, id, 'be');
  const host = `10.20.${whole(3, 5, id, 'net')}.${whole(11, 38, id, 'host')}`;
  const query = uuid(id, 'query');
  const took = Math.max(1, Math.round((view.endedAt ?? 0) - (view.startedAt ?? 0)));
  const seconds = Math.max(1, Math.round(took / 1000));
  const doris = engineOf(plan.seed.area) === 'DORIS';
  switch (cause) {
    case 'memory-limit': {
      const limit = pick([8, 12, 16, 24], id, 'limit') * 1024 ** 3;
      const used = limit - whole(1_000_000, 90_000_000, id, 'used');
      return {
        type: 'java.sql.SQLSyntaxErrorException',
        message: doris
          ? `errCode = 2, detailMessage = (${host})[MEM_LIMIT_EXCEEDED]PreCatch error code:11, [E11] Allocator mem tracker check failed, [MemoryTracker]Memory limit exceeded:<consuming tracker:<Query#Id=${query.replaceAll('-', '').slice(0, 16)}-${hex(16, id, 'frag')}>, process memory used ${((2 * limit - used) / 1e9).toFixed(2)} GB exceed limit ${(limit / 1e9).toFixed(2)} GB, exec node:<VAGGREGATION_NODE (id=7)>>.`
          : `Memory of Query${query} exceed limit. Pipeline Backend: ${host}, fragment: ${uuid(id, 'fragment')} Used: ${used}, Limit: ${limit}. Mem usage has exceed the limit of single query, You can change the limit by set session variable query_mem_limit. BE:${backend}`,
      };
    }
    case 'unknown-column':
      return {
        type: 'java.sql.SQLSyntaxErrorException',
        message: doris
          ? `errCode = 2, detailMessage = Unknown column 'settle_amt' in 't0' in PROJECT clause`
          : `Getting analyzing error at line 1, column ${whole(190, 420, id, 'column')}. Detail message: Unknown column 'settle_amt' in '${source.schema}.${source.table} t0': Column '\`t0\`.\`settle_amt\`' cannot be resolved.`,
      };
    case 'timeout':
      return {
        type: 'java.sql.SQLTimeoutException',
        message: `Query exceeded time limit of ${seconds} seconds, query_id=${query}, please increase the query_timeout session variable and retry. backend [id=${backend}] [host=${host}]`,
      };
    case 'lost-backend':
      return {
        type: 'java.sql.SQLException',
        message: `Backend node not found. Check if any backend node is down.backend: [${host} alive: false inBlacklist: true] [10.20.4.19 alive: true inBlacklist: false], query_id=${query}`,
      };
    case 'too-many-versions': {
      const tablet = whole(10_200_000, 10_299_999, id, 'tablet');
      return {
        type: 'java.sql.SQLException',
        message: `tablet writer add chunk failed. Too many versions. tablet_id: ${tablet}, version_count: ${whole(1001, 1040, id, 'versions')}, limit: 1000, replica_state: 0: be:${host}, table ${plan.seed.table.schema}.${plan.seed.table.name}`,
      };
    }
    case 'connection':
      return {
        type: 'com.mysql.cj.jdbc.exceptions.CommunicationsException',
        message: `Communications link failure\n\nThe last packet successfully received from the server was ${took} milliseconds ago. The last packet sent successfully to the server was ${took + whole(2, 40, id, 'sent')} milliseconds ago.`,
        root: [
          'Caused by: com.mysql.cj.exceptions.CJCommunicationsException: Communications link failure',
          ...at(socketFrames),
          more(18),
          'Caused by: java.io.EOFException: Can not read response from server. Expected to read 4 bytes, read 0 bytes before connection was unexpectedly lost.',
          ...at(socketFrames.slice(0, 2)),
          more(21),
        ],
      };
    case 'converted':
      return { type: '', message: '' };
  }
}

export function uuid(...parts: (string | number)[]): string {
  const text = hex(32, ...parts);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`;
}

/** The stack of a failed run. */
export function stackOf(view: InstanceView, cause: Cause): string {
  if (cause === 'converted') {
    return `com.aloudata.can.scheduler.exception.TaskCanceledException: acceleration plan ${view.plan.id} has been transformed to EXTERNAL, task instance ${view.id} is canceled before it started`;
  }
  const { type, message, root = [] } = enginesWords(view, cause);
  const doris = engineOf(view.plan.seed.area) === 'DORIS';
  const frames = engineFrames(doris);
  const [from, to] = [dayOfNumber(view.days.from), dayOfNumber(view.days.to)];
  return [
    `com.aloudata.can.common.exception.CanBizException: [TASK_EXECUTE_FAILED] materialize task failed, taskInstanceId=${view.id}, table=${view.plan.seed.table.schema}.${view.plan.seed.table.name}, partition=[${from}, ${to}], retry=${view.retries}`,
    ...at(workerFrames),
    `Caused by: com.aloudata.can.engine.exception.EngineExecuteException: execute sql failed on engine [${doris ? 'doris' : 'starrocks'}-prod], label=can_${view.id}`,
    ...at(frames),
    more(9),
    `Caused by: ${type}: ${message}`,
    ...at(driverFrames),
    ...at(frames.slice(0, 1)),
    more(11),
    ...root,
    ...(root.length > 0 ? [more(16)] : []),
  ].join('\n');
}

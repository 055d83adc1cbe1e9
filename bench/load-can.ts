import { systemClock } from '../server/clock.ts';
import { startSandbox } from '../server/sandbox/sandbox.ts';

/** The sandbox in a process of its own, so that its work is not taken for the gateway's; it tells when it was called. */
const sandbox = await startSandbox({
  clock: systemClock,
  timeZone: 'Asia/Shanghai',
  plans: Number(process.argv[2]),
  seed: 'load',
  speed: Number(process.argv[3]),
  dataDir: null,
});
const { board, fleet } = sandbox.world;
board.shape.pageSize = 200;
const plan = fleet.seeds.find(
  ({ kind, granularity, fullRefresh, role }) =>
    kind !== 'EXTERNAL' && granularity === 'DAY' && !fullRefresh && role === null,
);
process.on('message', () => {
  // The board forgets the oldest of very many; what was told once is not told again.
  process.send?.({ calls: board.calls.splice(0).map(({ call, at }) => ({ call, at })) });
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: sandbox.url, planId: plan?.id, planIds: fleet.seeds.map(({ id }) => id) });

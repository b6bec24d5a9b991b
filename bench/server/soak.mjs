// [T19] The same nodes for a long time: writers, readers with open streams, and streams that only wait, in rounds of new
// devices. What a node uses after each round must not only grow, and nothing may go wrong.
const roundMs = 60_000;
/** The first rounds make caches and compile code. */
const warmRounds = 2;
const limits = { growthPercent: 20, pushP99Ms: 250, fanOutP99Ms: 1_000 };

const sum = (values) => values.reduce((total, value) => total + value, 0);
const mean = (values) => sum(values) / values.length;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** @returns Whether all held. */
export async function soak({ nodes, drive, minutes }) {
  const rounds = [];
  const endsAt = performance.now() + minutes * 60_000;
  while (performance.now() < endsAt || rounds.length < warmRounds + 4) {
    const result = await drive({ job: 'load', writers: 8, runMs: roundMs, warmMs: 1_000 }, nodes);
    const usedBytes = sum((await Promise.all(nodes.map((node) => node.ask('memory')))).map((one) => one.usedBytes));
    rounds.push({ ...result, usedBytes });
    console.log(`round ${rounds.length}: ${Math.round(result.acceptedPerSecond)} changes/s, push p99 ${result.pushP99Ms?.toFixed(0)} ms, news p99 ${result.fanOutP99Ms?.toFixed(0)} ms, ${megabytes(usedBytes)} in use on ${nodes.length} nodes`);
  }
  await Promise.all(nodes.map((node) => node.end()));
  const used = rounds.slice(warmRounds).map((round) => round.usedBytes);
  const half = Math.floor(used.length / 2);
  const growthPercent = (mean(used.slice(-half)) / mean(used.slice(0, half)) - 1) * 100;
  const worst = (name) => Math.max(...rounds.slice(warmRounds).map((round) => round[name] ?? 0));
  const found = { growthPercent, pushP99Ms: worst('pushP99Ms'), fanOutP99Ms: worst('fanOutP99Ms') };
  const over = Object.entries(limits).filter(([name, most]) => found[name] > most);
  for (const [name, most] of Object.entries(limits)) console.log(`${found[name] > most ? '✗' : '✓'} ${name}: ${found[name].toFixed(1)}, at most ${most}`);
  return over.length === 0;
}

// [T19] The same nodes for a long time: writers and readers with open streams, in rounds of new devices. What the nodes
// use after each round must not only grow, and nothing may go wrong: a push that is not taken ends it.
// Shorter rounds with BENCH_SOAK_ROUND_MS, to see that it works.
const roundMs = Number(process.env.BENCH_SOAK_ROUND_MS ?? 60_000);
/** The first rounds make caches and compile code. */
const warmRounds = 2;
const fewestRounds = 6;
/** At most 80 pushes of five changes a second: writers, readers, nodes and database share the cores, and as many as they bear would measure the machine. */
const load = { job: 'load', writers: 8, pauseMs: 100, warmMs: 1_000 };
/** Nothing may go wrong; the times, of the middle round, are those that people notice. Growth is from the first half of the rounds to the second. */
const limits = { failed: 0, growthPercent: 20, pushP99Ms: 250, fanOutP99Ms: 1_000 };

const sum = (values) => values.reduce((total, value) => total + value, 0);
const mean = (values) => sum(values) / values.length;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** What the rounds came to. A time that nothing was measured for is endless. */
function judge(rounds) {
  const counted = rounds.slice(warmRounds);
  const half = Math.floor(counted.length / 2);
  const used = counted.map((round) => round.usedBytes);
  const middle = (name) => counted.map((round) => round[name] ?? Infinity).toSorted((a, b) => a - b)[half];
  return {
    failed: sum(rounds.map((round) => round.failed)),
    growthPercent: (mean(used.slice(-half)) / mean(used.slice(0, half)) - 1) * 100,
    pushP99Ms: middle('pushP99Ms'),
    fanOutP99Ms: middle('fanOutP99Ms'),
  };
}

/** @returns Whether all held. */
export async function soak({ nodes, drive, minutes }) {
  if (!(minutes >= 0)) throw new Error('Say for how many minutes: --soak 15.');
  const rounds = [];
  const endsAt = performance.now() + minutes * 60_000;
  while (performance.now() < endsAt || rounds.length < fewestRounds) {
    const result = await drive({ ...load, runMs: roundMs }, nodes);
    const usedBytes = sum((await Promise.all(nodes.map((node) => node.ask('memory')))).map((one) => one.usedBytes));
    rounds.push({ ...result, usedBytes });
    console.log(
      `round ${rounds.length}: ${Math.round(result.acceptedPerSecond)} changes/s, push p99 ${result.pushP99Ms?.toFixed(0)} ms, news p99 ${result.fanOutP99Ms?.toFixed(0)} ms, ${result.failed} failed, ${megabytes(usedBytes)} in use on ${nodes.length} nodes`,
    );
  }
  const found = judge(rounds);
  for (const [name, most] of Object.entries(limits))
    console.log(`${found[name] <= most ? '✓' : '✗'} ${name}: ${found[name].toFixed(1)}, at most ${most}`);
  return Object.entries(limits).every(([name, most]) => found[name] <= most);
}

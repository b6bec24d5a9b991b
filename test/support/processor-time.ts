/** What a piece of work takes of the processor, in milliseconds: a machine with other things to do takes longer by the clock. */
export function processorMsOf(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

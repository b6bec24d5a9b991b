// The server of the demonstration, in a process that can be ended and begun again. It tells its port to whoever
// started it, and ends with them.
const [, , bundle, dataFolder, ...args] = process.argv;
const { startDemo } = await import(bundle);

try {
  const demo = await startDemo({
    port: 0,
    dataFolder,
    fresh: args.includes('--fresh'),
    templatesFolder: process.env.CORDEE_TEMPLATES || undefined,
    say: (sentence) => console.log(sentence),
  });
  let isClosing = false;
  const stop = () => {
    if (isClosing) return;
    isClosing = true;
    void demo.close().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'disconnect']) process.on(signal, stop);
  process.send({ port: demo.port });
} catch (error) {
  process.send({ problem: error.message }, () => process.exit(1));
}

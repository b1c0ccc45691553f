import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that types are stripped and code compiled only once: a third of the start, 7 MB.
enableCompileCache?.();
const { ConfigurationFault, readConfig } = await import('./config.ts');
const { startInstance } = await import('./start.ts');

// What is said to nobody, or to a full disk, is no reason to end (F34).
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

// npm start: configuration → instance → roles; a clean stop on SIGTERM.
try {
  const starting = startInstance(readConfig());
  // From the first moment: a stop that is asked for while it starts is a clean one too.
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      starting
        .then((running) => running.stop())
        .then(
          () => process.exit(0),
          (error) => {
            console.error(error);
            process.exit(1);
          },
        );
    });
  const running = await starting;
  // What nobody caught leaves a state nobody knows: it is logged, and whoever keeps the process starts it anew (F35).
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
    process.once(fault, (error) => {
      running.instance.log.fatal({ err: error }, `the process ends: ${fault}`);
      process.exit(1);
    });
  const link = await running.setUpLink();
  if (link) console.log(`\nThis instance has no organisation yet. Open this link once to set it up:\n\n  ${link}\n`);
} catch (error) {
  if (error instanceof ConfigurationFault) for (const fault of error.faults) console.error(fault);
  else console.error((error as Error).message);
  process.exit(1);
}

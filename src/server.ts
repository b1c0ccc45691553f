import { enableCompileCache } from 'node:module';

// Before anything else is loaded, so that types are stripped and code compiled only once: a third of the start, 7 MB.
enableCompileCache?.();
const { ConfigurationFault, readConfig } = await import('./config.ts');
const { startInstance } = await import('./start.ts');

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
  const link = await running.setUpLink();
  if (link) console.log(`\nThis instance has no organisation yet. Open this link once to set it up:\n\n  ${link}\n`);
} catch (error) {
  if (error instanceof ConfigurationFault) for (const fault of error.faults) console.error(fault);
  else console.error((error as Error).message);
  process.exit(1);
}

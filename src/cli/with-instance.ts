import { checkOrigin } from '../accounts/setup.ts';
import type { Config } from '../config.ts';
import { closeInstance, createInstance, type Instance } from '../instance.ts';

/** Opens the instance for one command, beside a server that may be running, and closes it again. */
export async function withInstance<T>(config: Config, work: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await createInstance({ ...config, logLevel: 'error' });
  try {
    await checkOrigin(instance);
    return await work(instance);
  } finally {
    await closeInstance(instance);
  }
}

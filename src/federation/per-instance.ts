import type { Config } from '../config.ts';
import type { Instance } from '../instance.ts';

/**
 * Memory that belongs to one instance and goes with it: caches of keys, documents, counters. Tied to the configuration,
 * which stays the same object inside a transaction (`within`).
 */
export function perInstance<T>(make: () => T): (instance: Pick<Instance, 'config'>) => T {
  const memories = new WeakMap<Config, T>();
  return ({ config }) => {
    let memory = memories.get(config);
    if (memory === undefined) {
      memory = make();
      memories.set(config, memory);
    }
    return memory;
  };
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/**
 * One id ties the lines of a request, of the events it records, of the jobs these call for and of the deliveries they
 * end in: it goes along with the work, and stands in the rows of events and jobs. It says nothing of anybody.
 */
const storage = new AsyncLocalStorage<string | undefined>();

/** 48 random bits: short enough to be read out on the telephone. */
export const newTrace = (): string => randomBytes(6).toString('hex');

/** The id of the work that is being done now; undefined between pieces of work. */
export const traceId = (): string | undefined => storage.getStore();

/** Does `work`, and all that it waits for, under `id`. */
export const traced = <T>(id: string, work: () => T): T => storage.run(id, work);

/** Does what belongs to nobody's request: loops that one of them happened to wake. */
export const untraced = <T>(work: () => T): T => storage.run(undefined, work);

/** `work` as part of what is being done now, whoever calls it later. */
export const keepTrace = <T extends (...args: any[]) => any>(work: T): T => AsyncLocalStorage.bind(work) as T;

import type { Instance } from '../instance.ts';
import { originOf } from './ids.ts';
import { nodeInfo } from './node-info.ts';

/** Whether this actor is the one that its server names as its organisation's: no member of it is. */
export const speaksForItsServer = async (instance: Instance, actor: string): Promise<boolean> =>
  (await nodeInfo(instance, originOf(actor)).catch(() => null))?.organisation === actor;

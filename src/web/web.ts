import type { Instance } from '../instance.ts';
import type { Live } from '../platform/live.ts';
import type { Assets } from './assets.ts';
import type { Limits } from './limits.ts';

/** What routes are given: the instance, and what only the web side needs. */
export interface Web {
  instance: Instance;
  assets: Assets;
  live: Live;
  limits: Limits;
}

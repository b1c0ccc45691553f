import type { Inbound } from './inbound.ts';
import { moderationEffect } from './moderation.ts';

/** A thread in a community of ours is closed by who looks after it (Lemmy's Lock), or has its answer (PieFed's ChooseAnswer). */
export const receiveLock: Inbound = (instance, { activity, actor }) =>
  moderationEffect(instance, { activity, by: actor });

import type { Instance } from '../instance.ts';
import { record } from '../platform/events-log.ts';
import { write } from '../platform/write.ts';
import type { CommunityEvent, Moderated } from './events.ts';

/** One of ours looks after a community elsewhere: its own server is asked, and tells everybody when it has done it. */
export const askHost = (instance: Instance, asked: Omit<Moderated, 'type' | 'sent'>): Promise<void> =>
  write(instance, (tx) => record<CommunityEvent>(tx, { ...asked, type: 'community.asked' }));

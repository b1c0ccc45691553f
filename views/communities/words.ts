import type { Admission, Posting, Reach } from '../../src/communities/view.ts';
import type { Key } from '../../src/platform/i18n.ts';
import type { Icon } from '../icons.ts';

/** How far a community reaches, in words and with the mark of that circle. */
export const reachLooks: Record<Reach, { icon: Icon; label: Key; hint: Key }> = {
  public: { icon: 'globe', label: 'community.reach.public', hint: 'community.reach.public.hint' },
  partners: { icon: 'handshake', label: 'community.reach.partners', hint: 'community.reach.partners.hint' },
  organisation: {
    icon: 'building-2',
    label: 'community.reach.organisation',
    hint: 'community.reach.organisation.hint',
  },
  members: { icon: 'users', label: 'community.reach.members', hint: 'community.reach.members.hint' },
};

export const admissionWords: Record<Admission, Key> = {
  open: 'community.admission.open',
  request: 'community.admission.request',
  invitation: 'community.admission.invitation',
};

export const postingWords: Record<Posting, Key> = {
  members: 'community.posting.members',
  moderators: 'community.posting.moderators',
};

/** The communities that are about this. */
export const topicPath = (topic: string): string => `/communities?topic=${encodeURIComponent(topic)}`;

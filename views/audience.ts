import type { Key } from '../src/platform/i18n.ts';
import type { Audience } from '../src/posts/view.ts';
import { type Html, html } from './html.ts';
import { type Icon, icon } from './icons.ts';
import type { Page } from './page.ts';

export const audienceLooks: Record<Audience, { icon: Icon; label: Key; hint: Key }> = {
  organisation: { icon: 'building-2', label: 'audience.organisation', hint: 'audience.organisation.hint' },
  public: { icon: 'globe', label: 'audience.public', hint: 'audience.public.hint' },
  unlisted: { icon: 'link', label: 'audience.unlisted', hint: 'audience.unlisted.hint' },
  followers: { icon: 'user-check', label: 'audience.followers', hint: 'audience.followers.hint' },
  partners: { icon: 'handshake', label: 'audience.partners', hint: 'audience.partners.hint' },
  community: { icon: 'users', label: 'audience.community', hint: 'audience.community.hint' },
  direct: { icon: 'lock', label: 'audience.direct', hint: 'audience.direct.hint' },
};

interface Read {
  audience: Audience;
  /** How many people are named. */
  readers?: number | null;
  community?: { displayName: string } | null;
}

/** Who may read, in words: on every post that does not answer another. Its community says it where it stands in one. */
export function audienceChip(page: Page, { audience, readers, community }: Read): Html {
  const { t } = page;
  const look = audienceLooks[community ? 'community' : audience];
  const words =
    community?.displayName ?? (audience === 'direct' && readers ? t('audience.people', { n: readers }) : t(look.label));
  return html`<span class="chip">${icon(page, look.icon)}<span class="sr">${t('audience.readBy')}</span> ${words}</span>`;
}

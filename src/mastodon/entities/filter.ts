import type { FilterView } from '../../posts/view.ts';

/** A filter of ours is one phrase, everywhere: Mastodon's with one keyword, of the same id. */
export const filterEntity = (filter: FilterView) => ({
  ...bareFilter(filter),
  keywords: [keywordEntity(filter)],
  statuses: [],
});

export const keywordEntity = ({ id, phrase }: FilterView) => ({ id, keyword: phrase, whole_word: true });

/** The first API's `Filter`. */
export const firstFilterEntity = ({ id, phrase, action, expiresAt }: FilterView) => ({
  id,
  phrase,
  context: contexts,
  whole_word: true,
  irreversible: action === 'hide',
  expires_at: timeOf(expiresAt),
});

/** Mastodon's `FilterResult`: which of the member's filters folds a status. */
export const filterResult = (filter: FilterView) => ({
  filter: bareFilter(filter),
  keyword_matches: [filter.phrase],
  status_matches: [],
});

const contexts = ['home', 'notifications', 'public', 'thread', 'account'];
const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
const bareFilter = ({ id, phrase, action, expiresAt }: FilterView) => ({
  id,
  title: phrase,
  context: contexts,
  expires_at: timeOf(expiresAt),
  filter_action: action === 'hide' ? 'hide' : 'warn',
});

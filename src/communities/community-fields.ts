import type { CommunitySettings } from './view.ts';

/** The settings of a community as its form sends them. */
export const settingsOf = ({ values }: { values: Record<string, string> }): CommunitySettings => ({
  displayName: values.displayName ?? '',
  purpose: values.purpose ?? '',
  rules: values.rules ?? '',
  reach: values.reach as CommunitySettings['reach'],
  admission: values.admission as CommunitySettings['admission'],
  posting: values.posting as CommunitySettings['posting'],
  language: /^[a-z]{2,3}$/.test(values.language ?? '') ? values.language! : null,
  topics: (values.topics ?? '').split(','),
  approveFirst: Number(values.approveFirst) || 0,
  questions: values.questions ?? '',
  welcome: values.welcome ?? '',
});

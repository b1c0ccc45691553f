import { wordsOf } from '../platform/words.ts';

/** « Biodiversité » and « #biodiversite » are one topic. Empty: no topic at all. */
export const topicKey = (topic: string): string => wordsOf(topic).join(' ');

/** Topics as they were typed, without the signs before them; each once, however it is written. */
export function topicsIn(topics: string[]): string[] {
  const byKey = new Map<string, string>();
  for (const topic of topics) {
    const key = topicKey(topic);
    if (key && !byKey.has(key)) byKey.set(key, topic.replace(/[\s#]+/g, ' ').trim());
  }
  return [...byKey.values()];
}

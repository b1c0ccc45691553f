-- Words of posts (platform/full-text.ts). Folded and cut before they come here; the text itself is not kept twice.
CREATE VIRTUAL TABLE `post_words` USING fts5(words, content='', contentless_delete=1, prefix='3', tokenize="unicode61 remove_diacritics 2");

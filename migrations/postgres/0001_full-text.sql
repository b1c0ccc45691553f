-- Words of posts (platform/full-text.ts), folded and cut before they come here.
CREATE TABLE "post_words" ("post_id" text PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);--> statement-breakpoint
CREATE INDEX "post_words_words" ON "post_words" USING gin ("words");

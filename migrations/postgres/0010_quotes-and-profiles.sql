CREATE TABLE "profile_words" (
	"word" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "profile_words_word_account_id_pk" PRIMARY KEY("word","account_id")
);
--> statement-breakpoint
CREATE TABLE "quote_stamps" (
	"id" text PRIMARY KEY NOT NULL,
	"quoted_id" text NOT NULL,
	"quoting_uri" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"revoked_at" bigint
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "skills" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "languages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "helps_with" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "quote_policy" text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quote_uri" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quote_of_id" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quote_state" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quote_proof" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "quote_policy" text;--> statement-breakpoint
CREATE INDEX "profile_words_account" ON "profile_words" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "quote_stamps_quoted" ON "quote_stamps" USING btree ("quoted_id","quoting_uri");--> statement-breakpoint
CREATE INDEX "posts_quote_proof" ON "posts" USING btree ("quote_proof") WHERE quote_proof is not null;
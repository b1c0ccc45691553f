CREATE TABLE "profile_words" (
	"word" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "profile_words_word_account_id_pk" PRIMARY KEY("word","account_id")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "skills" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "languages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "helps_with" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "profile_words_account" ON "profile_words" USING btree ("account_id");
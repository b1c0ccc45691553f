CREATE TABLE "cards" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	"media_id" text,
	"fetched_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hidden_hosts" (
	"account_id" text NOT NULL,
	"host" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "hidden_hosts_account_id_host_pk" PRIMARY KEY("account_id","host")
);
--> statement-breakpoint
CREATE TABLE "post_cards" (
	"post_id" text PRIMARY KEY NOT NULL,
	"card_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread_marks" (
	"account_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"mark" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "thread_marks_account_id_thread_id_pk" PRIMARY KEY("account_id","thread_id")
);
--> statement-breakpoint
DROP INDEX "posts_reply";--> statement-breakpoint
DROP INDEX "posts_reply_uri";--> statement-breakpoint
DROP INDEX "posts_boost";--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "read_languages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "notice_levels" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "cards_url" ON "cards" USING btree ("url");--> statement-breakpoint
CREATE INDEX "cards_fetched" ON "cards" USING btree ("fetched_at");--> statement-breakpoint
CREATE INDEX "post_cards_card" ON "post_cards" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "thread_marks_thread" ON "thread_marks" USING btree ("thread_id","mark");--> statement-breakpoint
CREATE INDEX "posts_public" ON "posts" USING btree ("id") WHERE boost_of_id is null and in_reply_to_uri is null and audience = 'public';--> statement-breakpoint
CREATE INDEX "posts_reply" ON "posts" USING btree ("in_reply_to_id","id") WHERE in_reply_to_id is not null;--> statement-breakpoint
CREATE INDEX "posts_reply_uri" ON "posts" USING btree ("in_reply_to_uri") WHERE in_reply_to_uri is not null;--> statement-breakpoint
CREATE INDEX "posts_boost" ON "posts" USING btree ("boost_of_id","account_id") WHERE boost_of_id is not null;--> statement-breakpoint
-- Posts are kept under their author and their language too: those of before are kept anew.
INSERT INTO jobs (lane, key, kind, payload, created_at) SELECT 3, 'search', 'search.rebuild', '{"after":""}'::jsonb, 0 WHERE EXISTS (SELECT 1 FROM posts);--> statement-breakpoint
INSERT INTO lines (lane, key, due) SELECT 3, 'search', 0 WHERE EXISTS (SELECT 1 FROM posts);

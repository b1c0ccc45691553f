CREATE TABLE "partnerships" (
	"host" text PRIMARY KEY NOT NULL,
	"actor_uri" text NOT NULL,
	"collection_uri" text,
	"state" text NOT NULL,
	"ours" jsonb,
	"theirs" jsonb,
	"said_at" bigint DEFAULT 0 NOT NULL,
	"heard_at" bigint DEFAULT 0 NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"ended_by" text,
	"decided_by_id" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "posts_partners" ON "posts" USING btree ("id") WHERE boost_of_id is null and in_reply_to_uri is null and audience = 'partners';
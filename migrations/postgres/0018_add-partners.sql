CREATE TABLE "partner_entries" (
	"uri" text PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"role" text DEFAULT '' NOT NULL,
	"affiliation" text,
	"skills" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"helps_with" text DEFAULT '' NOT NULL,
	"purpose" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
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
	"directory_at" bigint,
	"decided_by_id" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "federation" text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_name" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_role" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_affiliation" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_skills" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_helps" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
CREATE INDEX "partner_entries_host" ON "partner_entries" USING btree ("host","kind");--> statement-breakpoint
CREATE INDEX "posts_partners" ON "posts" USING btree ("id") WHERE boost_of_id is null and in_reply_to_uri is null and audience = 'partners';
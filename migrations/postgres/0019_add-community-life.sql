CREATE TABLE "community_answers" (
	"community_id" text NOT NULL,
	"account_id" text NOT NULL,
	"answers" jsonb NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "community_answers_community_id_account_id_pk" PRIMARY KEY("community_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "community_invitations" (
	"community_id" text NOT NULL,
	"account_id" text NOT NULL,
	"by_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "community_invitations_community_id_account_id_pk" PRIMARY KEY("community_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "community_levels" (
	"community_id" text NOT NULL,
	"account_id" text NOT NULL,
	"level" text NOT NULL,
	CONSTRAINT "community_levels_community_id_account_id_pk" PRIMARY KEY("community_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "community_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"community_id" text NOT NULL,
	"act" text NOT NULL,
	"by_id" text NOT NULL,
	"about_id" text,
	"post_id" text,
	"reason" text DEFAULT '' NOT NULL,
	"expires_at" bigint,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "acknowledgements_post_id_account_id_pk" PRIMARY KEY("post_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "approve_first" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "questions" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "welcome" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "communities" ADD COLUMN "pending_at" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "community_id" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "hosts_resolved_at" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "hosts_outcome" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "held_at" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "approved_at" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "locked_at" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "featured_at" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "active_at" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "thread_kind" text;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "answer_id" text;--> statement-breakpoint
CREATE INDEX "community_invitations_account" ON "community_invitations" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "community_levels_account" ON "community_levels" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "community_log_community" ON "community_log" USING btree ("community_id","id");--> statement-breakpoint
CREATE INDEX "community_log_post" ON "community_log" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "acknowledgements_account" ON "acknowledgements" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "reports_community" ON "reports" USING btree ("community_id","id") WHERE community_id is not null;--> statement-breakpoint
CREATE INDEX "posts_active" ON "posts" USING btree ("community_id","active_at") WHERE active_at is not null;--> statement-breakpoint
CREATE INDEX "posts_held" ON "posts" USING btree ("community_id","held_at") WHERE held_at is not null;--> statement-breakpoint
CREATE INDEX "posts_featured" ON "posts" USING btree ("community_id","featured_at") WHERE featured_at is not null;--> statement-breakpoint
UPDATE "posts" SET "active_at" = "created_at" WHERE "community_id" IS NOT NULL AND "in_reply_to_uri" IS NULL AND "boost_of_id" IS NULL;
CREATE TABLE "campaign_hosts" (
	"campaign_id" text NOT NULL,
	"host" text NOT NULL,
	"state" text NOT NULL,
	"uri" text NOT NULL,
	"by_id" text,
	"invited_at" bigint NOT NULL,
	"answered_at" bigint,
	CONSTRAINT "campaign_hosts_campaign_id_host_pk" PRIMARY KEY("campaign_id","host")
);
--> statement-breakpoint
CREATE TABLE "campaign_life" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"state" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"campaign_id" text NOT NULL,
	"kind" text NOT NULL,
	"place" bigint NOT NULL,
	"title" text NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"settings" jsonb NOT NULL,
	"starts_at" bigint,
	"ends_at" bigint,
	"call_id" text
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"community_id" text PRIMARY KEY NOT NULL,
	"local" boolean NOT NULL,
	"template" text NOT NULL,
	"state" text NOT NULL,
	"promise" text DEFAULT '' NOT NULL,
	"answer_days" bigint NOT NULL,
	"charter" text DEFAULT '' NOT NULL,
	"reach" text NOT NULL,
	"admission" text NOT NULL,
	"opens_at" bigint,
	"closes_at" bigint,
	"budget" jsonb NOT NULL,
	"spent" jsonb,
	"abandoned_for" text DEFAULT '' NOT NULL,
	"manifest_uri" text,
	"read_at" bigint,
	"touched_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_co_authors" (
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "campaign_co_authors_post_id_account_id_pk" PRIMARY KEY("post_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "contribution_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"state" text NOT NULL,
	"by_id" text,
	"reason" text DEFAULT '' NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contributions" (
	"post_id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"step_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"author_id" text NOT NULL,
	"due_at" bigint,
	"reason" text DEFAULT '' NOT NULL,
	"answer_id" text,
	"answered_at" bigint,
	"merged_into_id" text,
	"about_id" text,
	"progress" bigint DEFAULT 0 NOT NULL,
	"facts" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_evidence" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"title" text NOT NULL,
	"url" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "campaign_hosts_host" ON "campaign_hosts" USING btree ("host","state");--> statement-breakpoint
CREATE INDEX "campaign_life_campaign" ON "campaign_life" USING btree ("campaign_id","id");--> statement-breakpoint
CREATE INDEX "campaign_steps_campaign" ON "campaign_steps" USING btree ("campaign_id","place");--> statement-breakpoint
CREATE INDEX "campaign_steps_call" ON "campaign_steps" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "campaigns_state" ON "campaigns" USING btree ("state","opens_at");--> statement-breakpoint
CREATE INDEX "campaign_co_authors_account" ON "campaign_co_authors" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "contribution_log_post" ON "contribution_log" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "contributions_step" ON "contributions" USING btree ("step_id","kind","state","created_at");--> statement-breakpoint
CREATE INDEX "contributions_campaign" ON "contributions" USING btree ("campaign_id","state");--> statement-breakpoint
CREATE INDEX "contributions_about" ON "contributions" USING btree ("about_id");--> statement-breakpoint
CREATE INDEX "contributions_merged" ON "contributions" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "contributions_author" ON "contributions" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "campaign_evidence_post" ON "campaign_evidence" USING btree ("post_id");
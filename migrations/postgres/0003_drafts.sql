CREATE TABLE "drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"voice" text NOT NULL,
	"scheduled_at" bigint,
	"fault" jsonb,
	"updated_at" bigint NOT NULL,
	"dropped_at" bigint
);
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "draft_id" text;--> statement-breakpoint
CREATE INDEX "drafts_account" ON "drafts" USING btree ("account_id","updated_at");--> statement-breakpoint
CREATE INDEX "drafts_dropped" ON "drafts" USING btree ("dropped_at");--> statement-breakpoint
CREATE INDEX "media_draft" ON "media" USING btree ("draft_id");
CREATE TABLE "attendances" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	"state" text NOT NULL,
	"uri" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gatherings" (
	"post_id" text PRIMARY KEY NOT NULL,
	"starts_at" bigint NOT NULL,
	"ends_at" bigint,
	"zone" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"link" text DEFAULT '' NOT NULL,
	"access" text DEFAULT '' NOT NULL,
	"capacity" bigint,
	"waiting_list" boolean DEFAULT false NOT NULL,
	"answers_until" bigint,
	"join_mode" text DEFAULT 'free' NOT NULL,
	"join_url" text,
	"going" bigint DEFAULT 0 NOT NULL,
	"waiting" bigint DEFAULT 0 NOT NULL,
	"cancelled_at" bigint,
	"reminded_at" bigint
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "has_gathering" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attendances_pair" ON "attendances" USING btree ("post_id","account_id");--> statement-breakpoint
CREATE INDEX "attendances_state" ON "attendances" USING btree ("post_id","state","id");--> statement-breakpoint
CREATE INDEX "attendances_account" ON "attendances" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "attendances_uri" ON "attendances" USING btree ("uri");--> statement-breakpoint
CREATE INDEX "gatherings_starts" ON "gatherings" USING btree ("starts_at");
CREATE TABLE "challenges" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL,
	"used_at" bigint
);
--> statement-breakpoint
CREATE TABLE "imported_posts" (
	"account_id" text NOT NULL,
	"uri" text NOT NULL,
	"post_id" text NOT NULL,
	CONSTRAINT "imported_posts_account_id_uri_pk" PRIMARY KEY("account_id","uri")
);
--> statement-breakpoint
CREATE TABLE "transfers" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"direction" text NOT NULL,
	"kind" text NOT NULL,
	"mode" text DEFAULT 'merge' NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"done" bigint DEFAULT 0 NOT NULL,
	"total" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"report" jsonb,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "moved_to_id" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "moved_at" bigint;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "affiliation_from" bigint;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "affiliation_until" bigint;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "erase_at" bigint;--> statement-breakpoint
CREATE INDEX "passkeys_account" ON "passkeys" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "transfers_account" ON "transfers" USING btree ("account_id","id");
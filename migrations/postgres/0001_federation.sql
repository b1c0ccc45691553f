CREATE TABLE "actor_keys" (
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"public_pem" text NOT NULL,
	"sealed_private" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "actor_keys_owner_kind_pk" PRIMARY KEY("owner","kind")
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"software" text,
	"software_version" text,
	"described_at" bigint,
	"seen_at" bigint,
	"failing_days" bigint DEFAULT 0 NOT NULL,
	"last_failure" bigint,
	"last_reason" text,
	"unavailable_since" bigint,
	"probed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outgoing" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"activity" text NOT NULL,
	"open" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "received" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"actor" text NOT NULL,
	"forwarded" boolean DEFAULT false NOT NULL,
	"activity" text NOT NULL,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remote_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"pem" text NOT NULL,
	"fetched_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "post_language" text;--> statement-breakpoint
CREATE INDEX "outgoing_created" ON "outgoing" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "received_uri" ON "received" USING btree ("uri");--> statement-breakpoint
CREATE INDEX "received_at" ON "received" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "remote_keys_fetched" ON "remote_keys" USING btree ("fetched_at");
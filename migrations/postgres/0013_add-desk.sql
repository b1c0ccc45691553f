CREATE TABLE "legal_texts" (
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"version" bigint NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "legal_texts_kind_language_version_pk" PRIMARY KEY("kind","language","version")
);
--> statement-breakpoint
CREATE TABLE "expected_people" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"display_name" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"role" text NOT NULL,
	"affiliation" text,
	"affiliation_from" bigint,
	"affiliation_until" bigint,
	"language" text NOT NULL,
	"token" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "target_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "dead_jobs" ADD COLUMN "trace" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "trace" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "trace" text;--> statement-breakpoint
CREATE UNIQUE INDEX "expected_people_email" ON "expected_people" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "expected_people_token" ON "expected_people" USING btree ("token");
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
ALTER TABLE "members" ADD COLUMN "directory_name" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_role" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_affiliation" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_skills" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "directory_helps" text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE "partnerships" ADD COLUMN "directory_at" bigint;--> statement-breakpoint
CREATE INDEX "partner_entries_host" ON "partner_entries" USING btree ("host","kind");
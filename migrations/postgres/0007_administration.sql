CREATE TABLE "charters" (
	"version" bigint PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host_rules" (
	"host" text PRIMARY KEY NOT NULL,
	"severity" text NOT NULL,
	"reject_media" boolean DEFAULT false NOT NULL,
	"reject_reports" boolean DEFAULT false NOT NULL,
	"public_comment" text DEFAULT '' NOT NULL,
	"obfuscate" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"by_id" text NOT NULL,
	"act" text NOT NULL,
	"about_id" text,
	"detail" text DEFAULT '' NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"report_id" bigint,
	"account_id" text NOT NULL,
	"post_id" text,
	"act" text NOT NULL,
	"ground" text NOT NULL,
	"statement" text NOT NULL,
	"decided_by" text NOT NULL,
	"created_at" bigint NOT NULL,
	"lifted_at" bigint,
	"appeal" text DEFAULT '' NOT NULL,
	"appealed_at" bigint,
	"answer" text DEFAULT '' NOT NULL,
	"upheld" boolean,
	"answered_by" text,
	"answered_at" bigint
);
--> statement-breakpoint
CREATE TABLE "report_notes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"report_id" bigint NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "limited_at" bigint;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "host_rule" text;--> statement-breakpoint
ALTER TABLE "hosts" ADD COLUMN "skew_ms" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reporter_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reporter_email" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "url" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "ground" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "language" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "assigned_to" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "forwarded_at" bigint;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "decision_id" bigint;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "hidden_at" bigint;--> statement-breakpoint
CREATE INDEX "audit_log_by" ON "audit_log" USING btree ("by_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "decisions_account" ON "decisions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "decisions_post" ON "decisions" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "report_notes_report" ON "report_notes" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "reports_open" ON "reports" USING btree ("resolved_at","id");--> statement-breakpoint
CREATE INDEX "reports_target" ON "reports" USING btree ("target_id");
ALTER TABLE "dead_jobs" ADD COLUMN "trace" text;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "trace" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "trace" text;
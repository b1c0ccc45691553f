ALTER TABLE "media" ADD COLUMN "media_type" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "duration" bigint;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "captions" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "captions_url" text;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "fault" text;
ALTER TABLE "media" ADD COLUMN "captions_at" bigint;--> statement-breakpoint
ALTER TABLE "media" ADD COLUMN "blurhash" text;--> statement-breakpoint
ALTER TABLE "reports" ADD COLUMN "reporter_left" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "edits" ADD COLUMN "descriptions" jsonb DEFAULT '[]'::jsonb NOT NULL;
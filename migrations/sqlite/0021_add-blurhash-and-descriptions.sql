ALTER TABLE `media` ADD `captions_at` integer;--> statement-breakpoint
ALTER TABLE `media` ADD `blurhash` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `reporter_left` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `edits` ADD `descriptions` text DEFAULT '[]' NOT NULL;
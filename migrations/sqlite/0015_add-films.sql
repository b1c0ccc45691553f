ALTER TABLE `media` ADD `media_type` text;--> statement-breakpoint
ALTER TABLE `media` ADD `duration` integer;--> statement-breakpoint
ALTER TABLE `media` ADD `captions` text;--> statement-breakpoint
ALTER TABLE `media` ADD `captions_url` text;--> statement-breakpoint
ALTER TABLE `media` ADD `fault` text;
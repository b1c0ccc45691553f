ALTER TABLE `dead_jobs` ADD `trace` text;--> statement-breakpoint
ALTER TABLE `events` ADD `trace` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `trace` text;
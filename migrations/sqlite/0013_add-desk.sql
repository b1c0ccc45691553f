CREATE TABLE `legal_texts` (
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `language`, `version`)
);
--> statement-breakpoint
CREATE TABLE `expected_people` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`email` text NOT NULL,
	`display_name` text NOT NULL,
	`name` text NOT NULL,
	`title` text NOT NULL,
	`role` text NOT NULL,
	`affiliation` text,
	`affiliation_from` integer,
	`affiliation_until` integer,
	`language` text NOT NULL,
	`token` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `expected_people_email` ON `expected_people` (`email`);--> statement-breakpoint
CREATE UNIQUE INDEX `expected_people_token` ON `expected_people` (`token`);--> statement-breakpoint
ALTER TABLE `reports` ADD `target_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `dead_jobs` ADD `trace` text;--> statement-breakpoint
ALTER TABLE `events` ADD `trace` text;--> statement-breakpoint
ALTER TABLE `jobs` ADD `trace` text;
CREATE TABLE `partner_entries` (
	`uri` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text DEFAULT '' NOT NULL,
	`affiliation` text,
	`skills` text DEFAULT '[]' NOT NULL,
	`helps_with` text DEFAULT '' NOT NULL,
	`purpose` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `partner_entries_host` ON `partner_entries` (`host`,`kind`);--> statement-breakpoint
ALTER TABLE `members` ADD `directory_name` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_role` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_affiliation` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_skills` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_helps` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `partnerships` ADD `directory_at` integer;
CREATE TABLE `list_people` (
	`list_id` text NOT NULL,
	`account_id` text NOT NULL,
	PRIMARY KEY(`list_id`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `lists` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `lists_account` ON `lists` (`account_id`);--> statement-breakpoint
CREATE TABLE `filters` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`phrase` text NOT NULL,
	`action` text NOT NULL,
	`expires_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `filters_account` ON `filters` (`account_id`);--> statement-breakpoint
CREATE INDEX `filters_expires` ON `filters` (`expires_at`);--> statement-breakpoint
ALTER TABLE `mutes` ADD `expires_at` integer;--> statement-breakpoint
CREATE INDEX `mutes_expires` ON `mutes` (`expires_at`);
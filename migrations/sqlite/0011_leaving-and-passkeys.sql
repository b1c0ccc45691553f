CREATE TABLE `challenges` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `passkeys` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer
);
--> statement-breakpoint
CREATE INDEX `passkeys_account` ON `passkeys` (`account_id`);--> statement-breakpoint
CREATE TABLE `imported_posts` (
	`account_id` text NOT NULL,
	`uri` text NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `uri`)
);
--> statement-breakpoint
CREATE TABLE `transfers` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`direction` text NOT NULL,
	`kind` text NOT NULL,
	`mode` text DEFAULT 'merge' NOT NULL,
	`state` text DEFAULT 'waiting' NOT NULL,
	`done` integer DEFAULT 0 NOT NULL,
	`total` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`report` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `transfers_account` ON `transfers` (`account_id`,`id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `moved_to_id` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `moved_at` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `affiliation_from` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `affiliation_until` integer;--> statement-breakpoint
ALTER TABLE `members` ADD `erase_at` integer;
CREATE TABLE `attendances` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`state` text NOT NULL,
	`uri` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `attendances_pair` ON `attendances` (`post_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `attendances_state` ON `attendances` (`post_id`,`state`,`id`);--> statement-breakpoint
CREATE INDEX `attendances_account` ON `attendances` (`account_id`);--> statement-breakpoint
CREATE INDEX `attendances_uri` ON `attendances` (`uri`);--> statement-breakpoint
CREATE TABLE `gatherings` (
	`post_id` text PRIMARY KEY NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`zone` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`address` text DEFAULT '' NOT NULL,
	`link` text DEFAULT '' NOT NULL,
	`access` text DEFAULT '' NOT NULL,
	`capacity` integer,
	`waiting_list` integer DEFAULT false NOT NULL,
	`answers_until` integer,
	`join_mode` text DEFAULT 'free' NOT NULL,
	`join_url` text,
	`going` integer DEFAULT 0 NOT NULL,
	`waiting` integer DEFAULT 0 NOT NULL,
	`cancelled_at` integer,
	`reminded_at` integer
);
--> statement-breakpoint
CREATE INDEX `gatherings_starts` ON `gatherings` (`starts_at`);--> statement-breakpoint
ALTER TABLE `posts` ADD `has_gathering` integer DEFAULT false NOT NULL;
CREATE TABLE `push_subscriptions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`token_id` integer NOT NULL,
	`account_id` text NOT NULL,
	`endpoint` text NOT NULL,
	`p256dh` text NOT NULL,
	`auth` text NOT NULL,
	`standard` integer NOT NULL,
	`types` text NOT NULL,
	`policy` text NOT NULL,
	`sealed_token` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `push_subscriptions_token` ON `push_subscriptions` (`token_id`);--> statement-breakpoint
CREATE INDEX `push_subscriptions_account` ON `push_subscriptions` (`account_id`);--> statement-breakpoint
CREATE TABLE `followed_tags` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `followed_tags_pair` ON `followed_tags` (`account_id`,`name`);--> statement-breakpoint
CREATE INDEX `followed_tags_name` ON `followed_tags` (`name`);--> statement-breakpoint
CREATE TABLE `put_away_conversations` (
	`account_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`up_to_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `thread_id`)
);

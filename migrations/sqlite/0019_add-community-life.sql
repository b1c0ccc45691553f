CREATE TABLE `community_answers` (
	`community_id` text NOT NULL,
	`account_id` text NOT NULL,
	`answers` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `community_invitations` (
	`community_id` text NOT NULL,
	`account_id` text NOT NULL,
	`by_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `community_invitations_account` ON `community_invitations` (`account_id`);--> statement-breakpoint
CREATE TABLE `community_levels` (
	`community_id` text NOT NULL,
	`account_id` text NOT NULL,
	`level` text NOT NULL,
	PRIMARY KEY(`community_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `community_levels_account` ON `community_levels` (`account_id`);--> statement-breakpoint
CREATE TABLE `community_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`community_id` text NOT NULL,
	`act` text NOT NULL,
	`by_id` text NOT NULL,
	`about_id` text,
	`post_id` text,
	`reason` text DEFAULT '' NOT NULL,
	`expires_at` integer,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `community_log_community` ON `community_log` (`community_id`,`id`);--> statement-breakpoint
CREATE INDEX `community_log_post` ON `community_log` (`post_id`);--> statement-breakpoint
CREATE TABLE `acknowledgements` (
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `acknowledgements_account` ON `acknowledgements` (`account_id`);--> statement-breakpoint
ALTER TABLE `communities` ADD `approve_first` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `communities` ADD `questions` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `communities` ADD `welcome` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `communities` ADD `pending_at` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `community_id` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `hosts_resolved_at` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `hosts_outcome` text;--> statement-breakpoint
CREATE INDEX `reports_community` ON `reports` (`community_id`,`id`) WHERE community_id is not null;--> statement-breakpoint
ALTER TABLE `posts` ADD `held_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `approved_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `locked_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `featured_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `active_at` integer;--> statement-breakpoint
ALTER TABLE `posts` ADD `thread_kind` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `answer_id` text;--> statement-breakpoint
CREATE INDEX `posts_active` ON `posts` (`community_id`,`active_at`) WHERE active_at is not null;--> statement-breakpoint
CREATE INDEX `posts_held` ON `posts` (`community_id`,`held_at`) WHERE held_at is not null;--> statement-breakpoint
CREATE INDEX `posts_featured` ON `posts` (`community_id`,`featured_at`) WHERE featured_at is not null;--> statement-breakpoint
UPDATE `posts` SET `active_at` = `created_at` WHERE `community_id` IS NOT NULL AND `in_reply_to_uri` IS NULL AND `boost_of_id` IS NULL;
CREATE TABLE `communities` (
	`account_id` text PRIMARY KEY NOT NULL,
	`local` integer NOT NULL,
	`reach` text NOT NULL,
	`admission` text NOT NULL,
	`posting` text NOT NULL,
	`rules` text DEFAULT '' NOT NULL,
	`language` text,
	`topics` text DEFAULT '[]' NOT NULL,
	`moderators_uri` text,
	`created_by_id` text,
	`created_at` integer NOT NULL,
	`archived_at` integer
);
--> statement-breakpoint
CREATE INDEX `communities_local` ON `communities` (`local`,`created_at`);--> statement-breakpoint
CREATE TABLE `community_bans` (
	`community_id` text NOT NULL,
	`account_id` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`by_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	PRIMARY KEY(`community_id`, `account_id`)
);
--> statement-breakpoint
CREATE TABLE `community_roles` (
	`community_id` text NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`community_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `community_roles_account` ON `community_roles` (`account_id`);--> statement-breakpoint
CREATE TABLE `passed_on` (
	`post_id` text PRIMARY KEY NOT NULL,
	`activity` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `partner_scopes` (
	`host` text NOT NULL,
	`scope` text NOT NULL,
	PRIMARY KEY(`host`, `scope`)
);
--> statement-breakpoint
ALTER TABLE `posts` ADD `community_id` text;--> statement-breakpoint
CREATE INDEX `posts_community` ON `posts` (`community_id`,`id`) WHERE community_id is not null;
CREATE TABLE `campaign_hosts` (
	`campaign_id` text NOT NULL,
	`host` text NOT NULL,
	`state` text NOT NULL,
	`uri` text NOT NULL,
	`by_id` text,
	`invited_at` integer NOT NULL,
	`answered_at` integer,
	PRIMARY KEY(`campaign_id`, `host`)
);
--> statement-breakpoint
CREATE INDEX `campaign_hosts_host` ON `campaign_hosts` (`host`,`state`);--> statement-breakpoint
CREATE TABLE `campaign_life` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`state` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaign_life_campaign` ON `campaign_life` (`campaign_id`,`id`);--> statement-breakpoint
CREATE TABLE `campaign_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`uri` text NOT NULL,
	`campaign_id` text NOT NULL,
	`kind` text NOT NULL,
	`place` integer NOT NULL,
	`title` text NOT NULL,
	`text` text DEFAULT '' NOT NULL,
	`settings` text NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`call_id` text
);
--> statement-breakpoint
CREATE INDEX `campaign_steps_campaign` ON `campaign_steps` (`campaign_id`,`place`);--> statement-breakpoint
CREATE INDEX `campaign_steps_call` ON `campaign_steps` (`call_id`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`community_id` text PRIMARY KEY NOT NULL,
	`local` integer NOT NULL,
	`template` text NOT NULL,
	`state` text NOT NULL,
	`promise` text DEFAULT '' NOT NULL,
	`answer_days` integer NOT NULL,
	`charter` text DEFAULT '' NOT NULL,
	`reach` text NOT NULL,
	`admission` text NOT NULL,
	`opens_at` integer,
	`closes_at` integer,
	`budget` text NOT NULL,
	`spent` text,
	`abandoned_for` text DEFAULT '' NOT NULL,
	`manifest_uri` text,
	`read_at` integer,
	`touched_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaigns_state` ON `campaigns` (`state`,`opens_at`);--> statement-breakpoint
CREATE TABLE `campaign_co_authors` (
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_co_authors_account` ON `campaign_co_authors` (`account_id`);--> statement-breakpoint
CREATE TABLE `contribution_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL,
	`state` text NOT NULL,
	`by_id` text,
	`reason` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contribution_log_post` ON `contribution_log` (`post_id`,`id`);--> statement-breakpoint
CREATE TABLE `contributions` (
	`post_id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`step_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`author_id` text NOT NULL,
	`due_at` integer,
	`reason` text DEFAULT '' NOT NULL,
	`answer_id` text,
	`answered_at` integer,
	`merged_into_id` text,
	`about_id` text,
	`progress` integer DEFAULT 0 NOT NULL,
	`facts` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `contributions_step` ON `contributions` (`step_id`,`kind`,`state`,`created_at`);--> statement-breakpoint
CREATE INDEX `contributions_campaign` ON `contributions` (`campaign_id`,`state`);--> statement-breakpoint
CREATE INDEX `contributions_about` ON `contributions` (`about_id`);--> statement-breakpoint
CREATE INDEX `contributions_merged` ON `contributions` (`merged_into_id`);--> statement-breakpoint
CREATE INDEX `contributions_author` ON `contributions` (`author_id`);--> statement-breakpoint
CREATE TABLE `campaign_evidence` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaign_evidence_post` ON `campaign_evidence` (`post_id`);
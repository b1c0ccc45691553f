CREATE TABLE `campaign_ballot_boxes` (
	`step_id` text PRIMARY KEY NOT NULL,
	`listed_at` integer NOT NULL,
	`electors` integer NOT NULL,
	`outcome` text DEFAULT '' NOT NULL,
	`outcome_by_id` text,
	`outcome_at` integer
);
--> statement-breakpoint
CREATE TABLE `campaign_ballots` (
	`id` text PRIMARY KEY NOT NULL,
	`step_id` text NOT NULL,
	`account_id` text,
	`receipt` text NOT NULL,
	`votes` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaign_ballots_step` ON `campaign_ballots` (`step_id`);--> statement-breakpoint
CREATE INDEX `campaign_ballots_receipt` ON `campaign_ballots` (`receipt`);--> statement-breakpoint
CREATE INDEX `campaign_ballots_account` ON `campaign_ballots` (`account_id`);--> statement-breakpoint
CREATE TABLE `campaign_electors` (
	`step_id` text NOT NULL,
	`account_id` text NOT NULL,
	`voted` integer DEFAULT false NOT NULL,
	PRIMARY KEY(`step_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_electors_account` ON `campaign_electors` (`account_id`);--> statement-breakpoint
CREATE TABLE `campaign_tallies` (
	`step_id` text NOT NULL,
	`host` text NOT NULL,
	`tally` text NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`step_id`, `host`)
);
--> statement-breakpoint
CREATE TABLE `campaign_recalls` (
	`campaign_id` text NOT NULL,
	`days` integer NOT NULL,
	`due_at` integer NOT NULL,
	`answered_at` integer,
	`by_id` text,
	`alive` integer,
	`words` text DEFAULT '' NOT NULL,
	`copies` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`campaign_id`, `days`)
);
--> statement-breakpoint
CREATE INDEX `campaign_recalls_due` ON `campaign_recalls` (`due_at`);--> statement-breakpoint
CREATE TABLE `campaign_reports` (
	`campaign_id` text PRIMARY KEY NOT NULL,
	`sentences` text NOT NULL,
	`by_id` text,
	`published_at` integer,
	`rows` text
);
--> statement-breakpoint
CREATE TABLE `campaign_traffic` (
	`campaign_id` text NOT NULL,
	`day` text NOT NULL,
	`visits` integer DEFAULT 0 NOT NULL,
	`bytes` integer DEFAULT 0 NOT NULL,
	`messages` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`campaign_id`, `day`)
);
--> statement-breakpoint
CREATE TABLE `campaign_signatures` (
	`step_id` text NOT NULL,
	`host` text NOT NULL,
	`by_id` text,
	`capacity` text DEFAULT '' NOT NULL,
	`version` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`step_id`, `host`)
);
--> statement-breakpoint
CREATE TABLE `campaign_statement_versions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`step_id` text NOT NULL,
	`version` integer NOT NULL,
	`clauses` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`by_id` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `campaign_statement_versions_step` ON `campaign_statement_versions` (`step_id`,`version`);
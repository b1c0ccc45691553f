CREATE TABLE `campaign_agreements` (
	`id` text PRIMARY KEY NOT NULL,
	`uri` text NOT NULL,
	`post_id` text NOT NULL,
	`campaign_id` text NOT NULL,
	`step_id` text NOT NULL,
	`with_id` text,
	`state` text NOT NULL,
	`amount` integer NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`starts_at` integer,
	`ends_at` integer,
	`asked_at` integer NOT NULL,
	`agreed_at` integer,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `campaign_agreements_post` ON `campaign_agreements` (`post_id`,`state`);--> statement-breakpoint
CREATE INDEX `campaign_agreements_with` ON `campaign_agreements` (`with_id`,`state`);--> statement-breakpoint
CREATE INDEX `campaign_agreements_step` ON `campaign_agreements` (`step_id`,`state`);--> statement-breakpoint
CREATE TABLE `campaign_receipts` (
	`agreement_id` text NOT NULL,
	`side` text NOT NULL,
	`uri` text NOT NULL,
	`by_id` text,
	`thanks_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`agreement_id`, `side`)
);
--> statement-breakpoint
CREATE INDEX `campaign_receipts_by` ON `campaign_receipts` (`by_id`);--> statement-breakpoint
CREATE TABLE `campaign_measures` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`campaign_id` text NOT NULL,
	`step_id` text NOT NULL,
	`post_id` text NOT NULL,
	`source_id` text NOT NULL,
	`nature` text NOT NULL,
	`what` text NOT NULL,
	`unit` text NOT NULL,
	`amount` integer NOT NULL,
	`level` text NOT NULL,
	`stated_by_id` text,
	`giver_host` text NOT NULL,
	`giver_affiliation` text,
	`receiver_host` text,
	`receiver_affiliation` text,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `campaign_measures_source` ON `campaign_measures` (`source_id`,`nature`);--> statement-breakpoint
CREATE INDEX `campaign_measures_campaign` ON `campaign_measures` (`campaign_id`,`nature`,`level`);--> statement-breakpoint
CREATE INDEX `campaign_measures_step` ON `campaign_measures` (`step_id`,`nature`);--> statement-breakpoint
CREATE INDEX `campaign_measures_stated` ON `campaign_measures` (`stated_by_id`);
CREATE TABLE `campaign_draw_candidates` (
	`draw_id` text NOT NULL,
	`n` integer NOT NULL,
	`account_id` text,
	`salt` text NOT NULL,
	`token` text NOT NULL,
	`organisation` text NOT NULL,
	`affiliation` text NOT NULL,
	PRIMARY KEY(`draw_id`, `n`)
);
--> statement-breakpoint
CREATE INDEX `campaign_draw_candidates_account` ON `campaign_draw_candidates` (`account_id`);--> statement-breakpoint
CREATE TABLE `campaign_draw_seeds` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`draw_id` text NOT NULL,
	`name` text NOT NULL,
	`own` integer NOT NULL,
	`commitment` text NOT NULL,
	`seed` text,
	`revealed_at` integer
);
--> statement-breakpoint
CREATE INDEX `campaign_draw_seeds_draw` ON `campaign_draw_seeds` (`draw_id`,`id`);--> statement-breakpoint
CREATE TABLE `campaign_draw_volunteers` (
	`step_id` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`step_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_draw_volunteers_account` ON `campaign_draw_volunteers` (`account_id`);--> statement-breakpoint
CREATE TABLE `campaign_draws` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`step_id` text NOT NULL,
	`post_id` text,
	`title` text NOT NULL,
	`places` integer NOT NULL,
	`quotas` text NOT NULL,
	`named` integer NOT NULL,
	`fingerprint` text NOT NULL,
	`public_source` text NOT NULL,
	`public_at` integer NOT NULL,
	`public_value` text,
	`published_at` integer NOT NULL,
	`published_by_id` text,
	`drawn_at` integer,
	`drawn_by_id` text,
	`drawn_order` text
);
--> statement-breakpoint
CREATE INDEX `campaign_draws_step` ON `campaign_draws` (`step_id`,`published_at`);--> statement-breakpoint
CREATE INDEX `campaign_draws_post` ON `campaign_draws` (`post_id`);--> statement-breakpoint
CREATE TABLE `campaign_visit_arrivals` (
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`by_id` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`post_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_visit_arrivals_account` ON `campaign_visit_arrivals` (`account_id`);
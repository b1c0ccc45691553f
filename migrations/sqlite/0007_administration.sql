CREATE TABLE `charters` (
	`version` integer PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `host_rules` (
	`host` text PRIMARY KEY NOT NULL,
	`severity` text NOT NULL,
	`reject_media` integer DEFAULT false NOT NULL,
	`reject_reports` integer DEFAULT false NOT NULL,
	`public_comment` text DEFAULT '' NOT NULL,
	`obfuscate` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_log` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`by_id` text NOT NULL,
	`act` text NOT NULL,
	`about_id` text,
	`detail` text DEFAULT '' NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_by` ON `audit_log` (`by_id`,`id`);--> statement-breakpoint
CREATE INDEX `audit_log_at` ON `audit_log` (`at`);--> statement-breakpoint
CREATE TABLE `decisions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer,
	`account_id` text NOT NULL,
	`post_id` text,
	`act` text NOT NULL,
	`ground` text NOT NULL,
	`statement` text NOT NULL,
	`decided_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`lifted_at` integer,
	`appeal` text DEFAULT '' NOT NULL,
	`appealed_at` integer,
	`answer` text DEFAULT '' NOT NULL,
	`upheld` integer,
	`answered_by` text,
	`answered_at` integer
);
--> statement-breakpoint
CREATE INDEX `decisions_account` ON `decisions` (`account_id`);--> statement-breakpoint
CREATE INDEX `decisions_post` ON `decisions` (`post_id`);--> statement-breakpoint
CREATE TABLE `report_notes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`report_id` integer NOT NULL,
	`author_id` text NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `report_notes_report` ON `report_notes` (`report_id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD `limited_at` integer;--> statement-breakpoint
ALTER TABLE `accounts` ADD `host_rule` text;--> statement-breakpoint
ALTER TABLE `hosts` ADD `skew_ms` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `reporter_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `reporter_email` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `url` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `ground` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `language` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `reports` ADD `assigned_to` text;--> statement-breakpoint
ALTER TABLE `reports` ADD `forwarded_at` integer;--> statement-breakpoint
ALTER TABLE `reports` ADD `decision_id` integer;--> statement-breakpoint
CREATE INDEX `reports_open` ON `reports` (`resolved_at`,`id`);--> statement-breakpoint
CREATE INDEX `reports_target` ON `reports` (`target_id`);--> statement-breakpoint
ALTER TABLE `posts` ADD `hidden_at` integer;
CREATE TABLE `actor_keys` (
	`owner` text NOT NULL,
	`kind` text NOT NULL,
	`public_pem` text NOT NULL,
	`sealed_private` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`owner`, `kind`)
);
--> statement-breakpoint
CREATE TABLE `hosts` (
	`host` text PRIMARY KEY NOT NULL,
	`software` text,
	`software_version` text,
	`described_at` integer,
	`seen_at` integer,
	`failing_days` integer DEFAULT 0 NOT NULL,
	`last_failure` integer,
	`last_reason` text,
	`unavailable_since` integer,
	`probed_at` integer
);
--> statement-breakpoint
CREATE TABLE `outgoing` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`activity` text NOT NULL,
	`open` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outgoing_created` ON `outgoing` (`created_at`);--> statement-breakpoint
CREATE TABLE `received` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`uri` text NOT NULL,
	`actor` text NOT NULL,
	`forwarded` integer DEFAULT false NOT NULL,
	`activity` text NOT NULL,
	`received_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `received_uri` ON `received` (`uri`);--> statement-breakpoint
CREATE INDEX `received_at` ON `received` (`received_at`);--> statement-breakpoint
CREATE TABLE `remote_keys` (
	`key_id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`pem` text NOT NULL,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `remote_keys_fetched` ON `remote_keys` (`fetched_at`);--> statement-breakpoint
ALTER TABLE `members` ADD `post_language` text;
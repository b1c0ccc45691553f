CREATE TABLE `profile_words` (
	`word` text NOT NULL,
	`account_id` text NOT NULL,
	PRIMARY KEY(`word`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `profile_words_account` ON `profile_words` (`account_id`);--> statement-breakpoint
CREATE TABLE `quote_stamps` (
	`id` text PRIMARY KEY NOT NULL,
	`quoted_id` text NOT NULL,
	`quoting_uri` text NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `quote_stamps_quoted` ON `quote_stamps` (`quoted_id`,`quoting_uri`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `skills` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `helps_with` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `quote_policy` text DEFAULT 'public' NOT NULL;--> statement-breakpoint
ALTER TABLE `posts` ADD `quote_uri` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `quote_of_id` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `quote_state` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `quote_proof` text;--> statement-breakpoint
ALTER TABLE `posts` ADD `quote_policy` text;--> statement-breakpoint
CREATE INDEX `posts_quote_proof` ON `posts` (`quote_proof`) WHERE quote_proof is not null;
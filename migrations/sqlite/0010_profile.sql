CREATE TABLE `profile_words` (
	`word` text NOT NULL,
	`account_id` text NOT NULL,
	PRIMARY KEY(`word`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `profile_words_account` ON `profile_words` (`account_id`);--> statement-breakpoint
ALTER TABLE `accounts` ADD `skills` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `helps_with` text DEFAULT '' NOT NULL;
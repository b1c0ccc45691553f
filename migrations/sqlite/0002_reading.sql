CREATE TABLE `bookmarks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`post_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bookmarks_pair` ON `bookmarks` (`account_id`,`post_id`);--> statement-breakpoint
CREATE INDEX `bookmarks_account` ON `bookmarks` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `bookmarks_post` ON `bookmarks` (`post_id`);
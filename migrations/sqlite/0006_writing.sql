CREATE TABLE `cards` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`title` text NOT NULL,
	`description` text NOT NULL,
	`media_id` text,
	`fetched_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cards_url` ON `cards` (`url`);--> statement-breakpoint
CREATE INDEX `cards_fetched` ON `cards` (`fetched_at`);--> statement-breakpoint
CREATE TABLE `hidden_hosts` (
	`account_id` text NOT NULL,
	`host` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `host`)
);
--> statement-breakpoint
CREATE TABLE `post_cards` (
	`post_id` text PRIMARY KEY NOT NULL,
	`card_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `post_cards_card` ON `post_cards` (`card_id`);--> statement-breakpoint
CREATE TABLE `thread_marks` (
	`account_id` text NOT NULL,
	`thread_id` text NOT NULL,
	`mark` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `thread_id`)
);
--> statement-breakpoint
CREATE INDEX `thread_marks_thread` ON `thread_marks` (`thread_id`,`mark`);--> statement-breakpoint
DROP INDEX `posts_reply`;--> statement-breakpoint
DROP INDEX `posts_reply_uri`;--> statement-breakpoint
DROP INDEX `posts_boost`;--> statement-breakpoint
CREATE INDEX `posts_public` ON `posts` (`id`) WHERE boost_of_id is null and in_reply_to_uri is null and audience = 'public';--> statement-breakpoint
CREATE INDEX `posts_reply` ON `posts` (`in_reply_to_id`,`id`) WHERE in_reply_to_id is not null;--> statement-breakpoint
CREATE INDEX `posts_reply_uri` ON `posts` (`in_reply_to_uri`) WHERE in_reply_to_uri is not null;--> statement-breakpoint
CREATE INDEX `posts_boost` ON `posts` (`boost_of_id`,`account_id`) WHERE boost_of_id is not null;--> statement-breakpoint
ALTER TABLE `members` ADD `read_languages` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `notice_levels` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
-- Posts are kept under their author and their language too: those of before are kept anew.
INSERT INTO jobs (lane, key, kind, payload, created_at) SELECT 3, 'search', 'search.rebuild', '{"after":""}', 0 WHERE EXISTS (SELECT 1 FROM posts);--> statement-breakpoint
INSERT INTO lines (lane, key, due) SELECT 3, 'search', 0 WHERE EXISTS (SELECT 1 FROM posts);

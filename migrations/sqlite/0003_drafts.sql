CREATE TABLE `drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`content` text NOT NULL,
	`voice` text NOT NULL,
	`scheduled_at` integer,
	`fault` text,
	`updated_at` integer NOT NULL,
	`dropped_at` integer
);
--> statement-breakpoint
CREATE INDEX `drafts_account` ON `drafts` (`account_id`,`updated_at`);--> statement-breakpoint
CREATE INDEX `drafts_dropped` ON `drafts` (`dropped_at`);--> statement-breakpoint
ALTER TABLE `members` ADD `time_zone` text;--> statement-breakpoint
ALTER TABLE `media` ADD `draft_id` text;--> statement-breakpoint
CREATE INDEX `media_draft` ON `media` (`draft_id`);
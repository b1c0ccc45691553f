CREATE TABLE `partner_entries` (
	`uri` text PRIMARY KEY NOT NULL,
	`host` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`display_name` text NOT NULL,
	`role` text DEFAULT '' NOT NULL,
	`affiliation` text,
	`skills` text DEFAULT '[]' NOT NULL,
	`helps_with` text DEFAULT '' NOT NULL,
	`purpose` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `partner_entries_host` ON `partner_entries` (`host`,`kind`);--> statement-breakpoint
CREATE TABLE `partnerships` (
	`host` text PRIMARY KEY NOT NULL,
	`actor_uri` text NOT NULL,
	`collection_uri` text,
	`state` text NOT NULL,
	`ours` text,
	`theirs` text,
	`said_at` integer DEFAULT 0 NOT NULL,
	`heard_at` integer DEFAULT 0 NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`ended_by` text,
	`directory_at` integer,
	`decided_by_id` text,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `organisation` ADD `federation` text DEFAULT 'open' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_name` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_role` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_affiliation` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_skills` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
ALTER TABLE `members` ADD `directory_helps` text DEFAULT 'nobody' NOT NULL;--> statement-breakpoint
CREATE INDEX `posts_partners` ON `posts` (`id`) WHERE boost_of_id is null and in_reply_to_uri is null and audience = 'partners';
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`uri` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`host` text DEFAULT '' NOT NULL,
	`display_name` text DEFAULT '' NOT NULL,
	`bio` text DEFAULT '' NOT NULL,
	`bio_source` text DEFAULT '' NOT NULL,
	`role` text DEFAULT '' NOT NULL,
	`affiliation` text,
	`fields` text DEFAULT '[]' NOT NULL,
	`url` text,
	`avatar_id` text,
	`banner_id` text,
	`avatar_url` text,
	`banner_url` text,
	`inbox` text,
	`shared_inbox` text,
	`outbox` text,
	`followers_uri` text,
	`featured_uri` text,
	`also_known_as` text DEFAULT '[]' NOT NULL,
	`locked` integer DEFAULT false NOT NULL,
	`discoverable` integer DEFAULT false NOT NULL,
	`indexable` integer DEFAULT false NOT NULL,
	`followers` integer DEFAULT 0 NOT NULL,
	`following` integer DEFAULT 0 NOT NULL,
	`posts` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`fetched_at` integer,
	`suspended_at` integer,
	`deleted_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_uri` ON `accounts` (`uri`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_name` ON `accounts` (`host`,`name_key`);--> statement-breakpoint
CREATE TABLE `blocks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`target_id` text NOT NULL,
	`uri` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `blocks_pair` ON `blocks` (`account_id`,`target_id`);--> statement-breakpoint
CREATE INDEX `blocks_target` ON `blocks` (`target_id`);--> statement-breakpoint
CREATE TABLE `follows` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`follower_id` text NOT NULL,
	`followed_id` text NOT NULL,
	`accepted` integer NOT NULL,
	`uri` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follows_pair` ON `follows` (`follower_id`,`followed_id`);--> statement-breakpoint
CREATE INDEX `follows_followed` ON `follows` (`followed_id`,`accepted`);--> statement-breakpoint
CREATE INDEX `follows_uri` ON `follows` (`uri`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`created_by` text NOT NULL,
	`seats` integer NOT NULL,
	`used` integer DEFAULT 0 NOT NULL,
	`affiliation` text,
	`note` text DEFAULT '' NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_code` ON `invitations` (`code`);--> statement-breakpoint
CREATE TABLE `members` (
	`account_id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`state` text NOT NULL,
	`role` text DEFAULT 'member' NOT NULL,
	`language` text NOT NULL,
	`theme` text,
	`text_size` text DEFAULT 'normal' NOT NULL,
	`hide_counts` integer DEFAULT false NOT NULL,
	`images_on_demand` integer DEFAULT false NOT NULL,
	`shortcuts` integer DEFAULT true NOT NULL,
	`post_language` text,
	`default_audience` text DEFAULT 'organisation' NOT NULL,
	`charter_version` integer NOT NULL,
	`charter_accepted_at` integer NOT NULL,
	`invitation_id` integer,
	`request` text DEFAULT '' NOT NULL,
	`onboarded_at` integer,
	`home_seen_at` integer,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `members_email` ON `members` (`email`);--> statement-breakpoint
CREATE TABLE `mutes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`target_id` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `mutes_pair` ON `mutes` (`account_id`,`target_id`);--> statement-breakpoint
CREATE TABLE `one_time_links` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`account_id` text,
	`expires_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`monogram` text NOT NULL,
	`hue` integer NOT NULL,
	`sentence` text DEFAULT '' NOT NULL,
	`charter` text DEFAULT '' NOT NULL,
	`charter_version` integer DEFAULT 1 NOT NULL,
	`languages` text NOT NULL,
	`sign_up` text NOT NULL,
	`email_domains` text NOT NULL,
	`authorized_fetch` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `organisations` (
	`host` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`monogram` text NOT NULL,
	`hue` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`csrf` text NOT NULL,
	`agent` text DEFAULT '' NOT NULL,
	`by_link` integer DEFAULT false NOT NULL,
	`network` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
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
CREATE TABLE `media` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`post_id` text,
	`kind` text NOT NULL,
	`file` text NOT NULL,
	`width` integer DEFAULT 0 NOT NULL,
	`height` integer DEFAULT 0 NOT NULL,
	`bytes` integer,
	`description` text DEFAULT '' NOT NULL,
	`remote_url` text,
	`state` text DEFAULT 'ready' NOT NULL,
	`place` integer DEFAULT 0 NOT NULL,
	`created_at` integer NOT NULL,
	`used_at` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `media_file` ON `media` (`file`);--> statement-breakpoint
CREATE INDEX `media_post` ON `media` (`post_id`,`place`);--> statement-breakpoint
CREATE INDEX `media_account` ON `media` (`account_id`,`kind`);--> statement-breakpoint
CREATE INDEX `media_state` ON `media` (`state`,`used_at`);--> statement-breakpoint
CREATE TABLE `reports` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`reporter_id` text NOT NULL,
	`target_id` text NOT NULL,
	`post_ids` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`uri` text,
	`created_at` integer NOT NULL,
	`resolved_at` integer,
	`resolved_by` text
);
--> statement-breakpoint
CREATE TABLE `notifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`owner_id` text NOT NULL,
	`type` text NOT NULL,
	`from_id` text NOT NULL,
	`post_id` text,
	`created_at` integer NOT NULL,
	`read_at` integer
);
--> statement-breakpoint
CREATE INDEX `notifications_owner` ON `notifications` (`owner_id`,`id`);--> statement-breakpoint
CREATE INDEX `notifications_same` ON `notifications` (`owner_id`,`type`,`from_id`);--> statement-breakpoint
CREATE TABLE `cursors` (
	`subscriber` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `dead_jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lane` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`reason` text NOT NULL,
	`created_at` integer NOT NULL,
	`died_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`payload` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `events_at` ON `events` (`at`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`lane` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`payload` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `jobs_line` ON `jobs` (`lane`,`key`,`id`);--> statement-breakpoint
CREATE TABLE `lines` (
	`lane` integer NOT NULL,
	`key` text NOT NULL,
	`due` integer NOT NULL,
	`leased_until` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`crashes` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`lane`, `key`)
);
--> statement-breakpoint
CREATE INDEX `lines_lane_due` ON `lines` (`lane`,`due`);--> statement-breakpoint
CREATE TABLE `edits` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL,
	`title` text,
	`notice` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `edits_post` ON `edits` (`post_id`,`id`);--> statement-breakpoint
CREATE TABLE `hashtags` (
	`name` text NOT NULL,
	`post_id` text NOT NULL,
	PRIMARY KEY(`name`, `post_id`)
);
--> statement-breakpoint
CREATE INDEX `hashtags_post` ON `hashtags` (`post_id`);--> statement-breakpoint
CREATE TABLE `home_entries` (
	`owner_id` text NOT NULL,
	`entry_id` text NOT NULL,
	`author_id` text NOT NULL,
	PRIMARY KEY(`owner_id`, `entry_id`)
);
--> statement-breakpoint
CREATE INDEX `home_author` ON `home_entries` (`owner_id`,`author_id`);--> statement-breakpoint
CREATE TABLE `likes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account_id` text NOT NULL,
	`post_id` text NOT NULL,
	`uri` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `likes_pair` ON `likes` (`account_id`,`post_id`);--> statement-breakpoint
CREATE INDEX `likes_post` ON `likes` (`post_id`,`id`);--> statement-breakpoint
CREATE INDEX `likes_uri` ON `likes` (`uri`);--> statement-breakpoint
CREATE TABLE `mentions` (
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	PRIMARY KEY(`post_id`, `account_id`)
);
--> statement-breakpoint
CREATE INDEX `mentions_account` ON `mentions` (`account_id`,`post_id`);--> statement-breakpoint
CREATE TABLE `polls` (
	`post_id` text PRIMARY KEY NOT NULL,
	`multiple` integer NOT NULL,
	`ends_at` integer,
	`closed_at` integer,
	`voters` integer DEFAULT 0 NOT NULL,
	`options` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `posts` (
	`id` text PRIMARY KEY NOT NULL,
	`uri` text NOT NULL,
	`url` text,
	`account_id` text NOT NULL,
	`written_by_id` text,
	`local` integer NOT NULL,
	`boost_of_id` text,
	`in_reply_to_id` text,
	`in_reply_to_uri` text,
	`thread_id` text NOT NULL,
	`title` text,
	`notice` text DEFAULT '' NOT NULL,
	`html` text DEFAULT '' NOT NULL,
	`source` text,
	`language` text,
	`audience` text NOT NULL,
	`sensitive` integer DEFAULT false NOT NULL,
	`has_poll` integer DEFAULT false NOT NULL,
	`created_at` integer NOT NULL,
	`edited_at` integer,
	`received_at` integer,
	`deleted_at` integer,
	`pinned_at` integer,
	`replies` integer DEFAULT 0 NOT NULL,
	`likes` integer DEFAULT 0 NOT NULL,
	`boosts` integer DEFAULT 0 NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `posts_uri` ON `posts` (`uri`);--> statement-breakpoint
CREATE INDEX `posts_account` ON `posts` (`account_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_reply` ON `posts` (`in_reply_to_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_reply_uri` ON `posts` (`in_reply_to_uri`);--> statement-breakpoint
CREATE INDEX `posts_boost` ON `posts` (`boost_of_id`,`account_id`);--> statement-breakpoint
CREATE INDEX `posts_thread` ON `posts` (`thread_id`,`id`);--> statement-breakpoint
CREATE INDEX `posts_local` ON `posts` (`local`,`id`);--> statement-breakpoint
CREATE TABLE `tombstones` (
	`uri` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `votes` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`post_id` text NOT NULL,
	`account_id` text NOT NULL,
	`choice` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `votes_choice` ON `votes` (`post_id`,`account_id`,`choice`);
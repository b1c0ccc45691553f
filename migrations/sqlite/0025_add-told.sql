CREATE TABLE `read_figures` (
	`post_id` text PRIMARY KEY NOT NULL,
	`n` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `told_likes` (
	`post_id` text NOT NULL,
	`fingerprint` text NOT NULL,
	PRIMARY KEY(`post_id`, `fingerprint`)
);

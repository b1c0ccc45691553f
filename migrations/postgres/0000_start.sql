CREATE TABLE "accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"host" text DEFAULT '' NOT NULL,
	"display_name" text DEFAULT '' NOT NULL,
	"bio" text DEFAULT '' NOT NULL,
	"bio_source" text DEFAULT '' NOT NULL,
	"role" text DEFAULT '' NOT NULL,
	"affiliation" text,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"url" text,
	"avatar_id" text,
	"banner_id" text,
	"avatar_url" text,
	"banner_url" text,
	"inbox" text,
	"shared_inbox" text,
	"outbox" text,
	"followers_uri" text,
	"featured_uri" text,
	"also_known_as" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"locked" boolean DEFAULT false NOT NULL,
	"discoverable" boolean DEFAULT false NOT NULL,
	"indexable" boolean DEFAULT false NOT NULL,
	"followers" bigint DEFAULT 0 NOT NULL,
	"following" bigint DEFAULT 0 NOT NULL,
	"posts" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"fetched_at" bigint,
	"suspended_at" bigint,
	"deleted_at" bigint
);
--> statement-breakpoint
CREATE TABLE "blocks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"target_id" text NOT NULL,
	"uri" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follows" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"follower_id" text NOT NULL,
	"followed_id" text NOT NULL,
	"accepted" boolean NOT NULL,
	"uri" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"created_by" text NOT NULL,
	"seats" bigint NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	"affiliation" text,
	"note" text DEFAULT '' NOT NULL,
	"expires_at" bigint NOT NULL,
	"revoked_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "members" (
	"account_id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"state" text NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"language" text NOT NULL,
	"theme" text,
	"text_size" text DEFAULT 'normal' NOT NULL,
	"hide_counts" boolean DEFAULT false NOT NULL,
	"images_on_demand" boolean DEFAULT false NOT NULL,
	"shortcuts" boolean DEFAULT true NOT NULL,
	"post_language" text,
	"default_audience" text DEFAULT 'organisation' NOT NULL,
	"charter_version" bigint NOT NULL,
	"charter_accepted_at" bigint NOT NULL,
	"invitation_id" bigint,
	"request" text DEFAULT '' NOT NULL,
	"onboarded_at" bigint,
	"home_seen_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mutes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"target_id" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "one_time_links" (
	"id" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"account_id" text,
	"expires_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" bigint PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"monogram" text NOT NULL,
	"hue" bigint NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"charter" text DEFAULT '' NOT NULL,
	"charter_version" bigint DEFAULT 1 NOT NULL,
	"languages" jsonb NOT NULL,
	"sign_up" text NOT NULL,
	"email_domains" jsonb NOT NULL,
	"authorized_fetch" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"host" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"monogram" text NOT NULL,
	"hue" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"csrf" text NOT NULL,
	"agent" text DEFAULT '' NOT NULL,
	"by_link" boolean DEFAULT false NOT NULL,
	"network" text DEFAULT '' NOT NULL,
	"created_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "actor_keys" (
	"owner" text NOT NULL,
	"kind" text NOT NULL,
	"public_pem" text NOT NULL,
	"sealed_private" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "actor_keys_owner_kind_pk" PRIMARY KEY("owner","kind")
);
--> statement-breakpoint
CREATE TABLE "hosts" (
	"host" text PRIMARY KEY NOT NULL,
	"software" text,
	"software_version" text,
	"described_at" bigint,
	"seen_at" bigint,
	"failing_days" bigint DEFAULT 0 NOT NULL,
	"last_failure" bigint,
	"last_reason" text,
	"unavailable_since" bigint,
	"probed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outgoing" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"activity" text NOT NULL,
	"open" boolean NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "received" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"actor" text NOT NULL,
	"forwarded" boolean DEFAULT false NOT NULL,
	"activity" text NOT NULL,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remote_keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"pem" text NOT NULL,
	"fetched_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "media" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"post_id" text,
	"kind" text NOT NULL,
	"file" text NOT NULL,
	"width" bigint DEFAULT 0 NOT NULL,
	"height" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint,
	"description" text DEFAULT '' NOT NULL,
	"remote_url" text,
	"state" text DEFAULT 'ready' NOT NULL,
	"place" bigint DEFAULT 0 NOT NULL,
	"created_at" bigint NOT NULL,
	"used_at" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"reporter_id" text NOT NULL,
	"target_id" text NOT NULL,
	"post_ids" jsonb NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"uri" text,
	"created_at" bigint NOT NULL,
	"resolved_at" bigint,
	"resolved_by" text
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"owner_id" text NOT NULL,
	"type" text NOT NULL,
	"from_id" text NOT NULL,
	"post_id" text,
	"created_at" bigint NOT NULL,
	"read_at" bigint
);
--> statement-breakpoint
CREATE TABLE "cursors" (
	"subscriber" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dead_jobs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"lane" bigint NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"reason" text NOT NULL,
	"created_at" bigint NOT NULL,
	"died_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"lane" bigint NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lines" (
	"lane" bigint NOT NULL,
	"key" text NOT NULL,
	"due" bigint NOT NULL,
	"leased_until" bigint DEFAULT 0 NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"crashes" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "lines_lane_key_pk" PRIMARY KEY("lane","key")
);
--> statement-breakpoint
CREATE TABLE "edits" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"title" text,
	"notice" text NOT NULL,
	"html" text NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "hashtags" (
	"name" text NOT NULL,
	"post_id" text NOT NULL,
	CONSTRAINT "hashtags_name_post_id_pk" PRIMARY KEY("name","post_id")
);
--> statement-breakpoint
CREATE TABLE "home_entries" (
	"owner_id" text NOT NULL,
	"entry_id" text NOT NULL,
	"author_id" text NOT NULL,
	CONSTRAINT "home_entries_owner_id_entry_id_pk" PRIMARY KEY("owner_id","entry_id")
);
--> statement-breakpoint
CREATE TABLE "likes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"post_id" text NOT NULL,
	"uri" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "mentions_post_id_account_id_pk" PRIMARY KEY("post_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "polls" (
	"post_id" text PRIMARY KEY NOT NULL,
	"multiple" boolean NOT NULL,
	"ends_at" bigint,
	"closed_at" bigint,
	"voters" bigint DEFAULT 0 NOT NULL,
	"options" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" text PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"url" text,
	"account_id" text NOT NULL,
	"written_by_id" text,
	"local" boolean NOT NULL,
	"boost_of_id" text,
	"in_reply_to_id" text,
	"in_reply_to_uri" text,
	"thread_id" text NOT NULL,
	"title" text,
	"notice" text DEFAULT '' NOT NULL,
	"html" text DEFAULT '' NOT NULL,
	"source" text,
	"language" text,
	"audience" text NOT NULL,
	"sensitive" boolean DEFAULT false NOT NULL,
	"has_poll" boolean DEFAULT false NOT NULL,
	"created_at" bigint NOT NULL,
	"edited_at" bigint,
	"received_at" bigint,
	"deleted_at" bigint,
	"pinned_at" bigint,
	"replies" bigint DEFAULT 0 NOT NULL,
	"likes" bigint DEFAULT 0 NOT NULL,
	"boosts" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstones" (
	"uri" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "votes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	"choice" bigint NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_uri" ON "accounts" USING btree ("uri");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_name" ON "accounts" USING btree ("host","name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "blocks_pair" ON "blocks" USING btree ("account_id","target_id");--> statement-breakpoint
CREATE INDEX "blocks_target" ON "blocks" USING btree ("target_id");--> statement-breakpoint
CREATE UNIQUE INDEX "follows_pair" ON "follows" USING btree ("follower_id","followed_id");--> statement-breakpoint
CREATE INDEX "follows_followed" ON "follows" USING btree ("followed_id","accepted");--> statement-breakpoint
CREATE INDEX "follows_uri" ON "follows" USING btree ("uri");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_code" ON "invitations" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "members_email" ON "members" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "mutes_pair" ON "mutes" USING btree ("account_id","target_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "outgoing_created" ON "outgoing" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "received_uri" ON "received" USING btree ("uri");--> statement-breakpoint
CREATE INDEX "received_at" ON "received" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "remote_keys_fetched" ON "remote_keys" USING btree ("fetched_at");--> statement-breakpoint
CREATE UNIQUE INDEX "media_file" ON "media" USING btree ("file");--> statement-breakpoint
CREATE INDEX "media_post" ON "media" USING btree ("post_id","place");--> statement-breakpoint
CREATE INDEX "media_account" ON "media" USING btree ("account_id","kind");--> statement-breakpoint
CREATE INDEX "media_state" ON "media" USING btree ("state","used_at");--> statement-breakpoint
CREATE INDEX "notifications_owner" ON "notifications" USING btree ("owner_id","id");--> statement-breakpoint
CREATE INDEX "notifications_same" ON "notifications" USING btree ("owner_id","type","from_id");--> statement-breakpoint
CREATE INDEX "events_at" ON "events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "jobs_line" ON "jobs" USING btree ("lane","key","id");--> statement-breakpoint
CREATE INDEX "lines_lane_due" ON "lines" USING btree ("lane","due");--> statement-breakpoint
CREATE INDEX "edits_post" ON "edits" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "hashtags_post" ON "hashtags" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "home_author" ON "home_entries" USING btree ("owner_id","author_id");--> statement-breakpoint
CREATE UNIQUE INDEX "likes_pair" ON "likes" USING btree ("account_id","post_id");--> statement-breakpoint
CREATE INDEX "likes_post" ON "likes" USING btree ("post_id","id");--> statement-breakpoint
CREATE INDEX "likes_uri" ON "likes" USING btree ("uri");--> statement-breakpoint
CREATE INDEX "mentions_account" ON "mentions" USING btree ("account_id","post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "posts_uri" ON "posts" USING btree ("uri");--> statement-breakpoint
CREATE INDEX "posts_account" ON "posts" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "posts_reply" ON "posts" USING btree ("in_reply_to_id","id");--> statement-breakpoint
CREATE INDEX "posts_reply_uri" ON "posts" USING btree ("in_reply_to_uri");--> statement-breakpoint
CREATE INDEX "posts_boost" ON "posts" USING btree ("boost_of_id","account_id");--> statement-breakpoint
CREATE INDEX "posts_thread" ON "posts" USING btree ("thread_id","id");--> statement-breakpoint
CREATE INDEX "posts_local" ON "posts" USING btree ("local","id");--> statement-breakpoint
CREATE UNIQUE INDEX "votes_choice" ON "votes" USING btree ("post_id","account_id","choice");
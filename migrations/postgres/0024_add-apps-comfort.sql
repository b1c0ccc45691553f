CREATE TABLE "push_subscriptions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"token_id" bigint NOT NULL,
	"account_id" text NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"standard" boolean NOT NULL,
	"types" jsonb NOT NULL,
	"policy" text NOT NULL,
	"sealed_token" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "followed_tags" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "put_away_conversations" (
	"account_id" text NOT NULL,
	"thread_id" text NOT NULL,
	"up_to_id" text NOT NULL,
	CONSTRAINT "put_away_conversations_account_id_thread_id_pk" PRIMARY KEY("account_id","thread_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_token" ON "push_subscriptions" USING btree ("token_id");--> statement-breakpoint
CREATE INDEX "push_subscriptions_account" ON "push_subscriptions" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "followed_tags_pair" ON "followed_tags" USING btree ("account_id","name");--> statement-breakpoint
CREATE INDEX "followed_tags_name" ON "followed_tags" USING btree ("name");
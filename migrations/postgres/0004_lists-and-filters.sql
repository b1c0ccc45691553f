CREATE TABLE "list_people" (
	"list_id" text NOT NULL,
	"account_id" text NOT NULL,
	CONSTRAINT "list_people_list_id_account_id_pk" PRIMARY KEY("list_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "lists" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "filters" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"phrase" text NOT NULL,
	"action" text NOT NULL,
	"expires_at" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mutes" ADD COLUMN "expires_at" bigint;--> statement-breakpoint
CREATE INDEX "lists_account" ON "lists" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "filters_account" ON "filters" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "filters_expires" ON "filters" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mutes_expires" ON "mutes" USING btree ("expires_at");
CREATE TABLE "bookmarks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"post_id" text NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "bookmarks_pair" ON "bookmarks" USING btree ("account_id","post_id");--> statement-breakpoint
CREATE INDEX "bookmarks_account" ON "bookmarks" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "bookmarks_post" ON "bookmarks" USING btree ("post_id");
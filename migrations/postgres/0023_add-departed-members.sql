CREATE TABLE "departed_members" (
	"account_id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"left_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "departed_members_left" ON "departed_members" USING btree ("left_at");
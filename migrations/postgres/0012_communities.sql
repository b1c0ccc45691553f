CREATE TABLE "communities" (
	"account_id" text PRIMARY KEY NOT NULL,
	"local" boolean NOT NULL,
	"reach" text NOT NULL,
	"admission" text NOT NULL,
	"posting" text NOT NULL,
	"rules" text DEFAULT '' NOT NULL,
	"language" text,
	"topics" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"moderators_uri" text,
	"created_by_id" text,
	"created_at" bigint NOT NULL,
	"archived_at" bigint
);
--> statement-breakpoint
CREATE TABLE "community_bans" (
	"community_id" text NOT NULL,
	"account_id" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"by_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	"expires_at" bigint,
	CONSTRAINT "community_bans_community_id_account_id_pk" PRIMARY KEY("community_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "community_roles" (
	"community_id" text NOT NULL,
	"account_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "community_roles_community_id_account_id_pk" PRIMARY KEY("community_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "passed_on" (
	"post_id" text PRIMARY KEY NOT NULL,
	"activity" text NOT NULL,
	"received_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "partner_scopes" (
	"host" text NOT NULL,
	"scope" text NOT NULL,
	CONSTRAINT "partner_scopes_host_scope_pk" PRIMARY KEY("host","scope")
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "community_id" text;--> statement-breakpoint
CREATE INDEX "communities_local" ON "communities" USING btree ("local","created_at");--> statement-breakpoint
CREATE INDEX "community_roles_account" ON "community_roles" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "posts_community" ON "posts" USING btree ("community_id","id") WHERE community_id is not null;
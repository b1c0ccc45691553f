CREATE TABLE "read_figures" (
	"post_id" text PRIMARY KEY NOT NULL,
	"n" bigint NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "told_likes" (
	"post_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	CONSTRAINT "told_likes_post_id_fingerprint_pk" PRIMARY KEY("post_id","fingerprint")
);

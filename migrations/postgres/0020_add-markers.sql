CREATE TABLE "markers" (
	"account_id" text NOT NULL,
	"timeline" text NOT NULL,
	"last_read_id" text NOT NULL,
	"version" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "markers_account_id_timeline_pk" PRIMARY KEY("account_id","timeline")
);

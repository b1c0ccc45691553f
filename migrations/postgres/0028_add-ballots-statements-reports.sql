CREATE TABLE "campaign_ballot_boxes" (
	"step_id" text PRIMARY KEY NOT NULL,
	"listed_at" bigint NOT NULL,
	"electors" bigint NOT NULL,
	"outcome" text DEFAULT '' NOT NULL,
	"outcome_by_id" text,
	"outcome_at" bigint
);
--> statement-breakpoint
CREATE TABLE "campaign_ballots" (
	"id" text PRIMARY KEY NOT NULL,
	"step_id" text NOT NULL,
	"account_id" text,
	"receipt" text NOT NULL,
	"votes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "campaign_electors" (
	"step_id" text NOT NULL,
	"account_id" text NOT NULL,
	"voted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "campaign_electors_step_id_account_id_pk" PRIMARY KEY("step_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_tallies" (
	"step_id" text NOT NULL,
	"host" text NOT NULL,
	"tally" jsonb NOT NULL,
	"received_at" bigint NOT NULL,
	CONSTRAINT "campaign_tallies_step_id_host_pk" PRIMARY KEY("step_id","host")
);
--> statement-breakpoint
CREATE TABLE "campaign_recalls" (
	"campaign_id" text NOT NULL,
	"days" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"answered_at" bigint,
	"by_id" text,
	"alive" boolean,
	"words" text DEFAULT '' NOT NULL,
	"copies" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_recalls_campaign_id_days_pk" PRIMARY KEY("campaign_id","days")
);
--> statement-breakpoint
CREATE TABLE "campaign_reports" (
	"campaign_id" text PRIMARY KEY NOT NULL,
	"sentences" jsonb NOT NULL,
	"by_id" text,
	"published_at" bigint,
	"rows" jsonb
);
--> statement-breakpoint
CREATE TABLE "campaign_traffic" (
	"campaign_id" text NOT NULL,
	"day" text NOT NULL,
	"visits" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"messages" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "campaign_traffic_campaign_id_day_pk" PRIMARY KEY("campaign_id","day")
);
--> statement-breakpoint
CREATE TABLE "campaign_signatures" (
	"step_id" text NOT NULL,
	"host" text NOT NULL,
	"by_id" text,
	"capacity" text DEFAULT '' NOT NULL,
	"version" bigint NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "campaign_signatures_step_id_host_pk" PRIMARY KEY("step_id","host")
);
--> statement-breakpoint
CREATE TABLE "campaign_statement_versions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"step_id" text NOT NULL,
	"version" bigint NOT NULL,
	"clauses" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "campaign_ballots_step" ON "campaign_ballots" USING btree ("step_id");--> statement-breakpoint
CREATE INDEX "campaign_ballots_receipt" ON "campaign_ballots" USING btree ("receipt");--> statement-breakpoint
CREATE INDEX "campaign_ballots_account" ON "campaign_ballots" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "campaign_electors_account" ON "campaign_electors" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "campaign_recalls_due" ON "campaign_recalls" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "campaign_statement_versions_step" ON "campaign_statement_versions" USING btree ("step_id","version");
CREATE TABLE "campaign_agreements" (
	"id" text PRIMARY KEY NOT NULL,
	"uri" text NOT NULL,
	"post_id" text NOT NULL,
	"campaign_id" text NOT NULL,
	"step_id" text NOT NULL,
	"with_id" text,
	"state" text NOT NULL,
	"amount" bigint NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"starts_at" bigint,
	"ends_at" bigint,
	"asked_at" bigint NOT NULL,
	"agreed_at" bigint,
	"done_at" bigint
);
--> statement-breakpoint
CREATE TABLE "campaign_receipts" (
	"agreement_id" text NOT NULL,
	"side" text NOT NULL,
	"uri" text NOT NULL,
	"by_id" text,
	"thanks_id" text,
	"at" bigint NOT NULL,
	CONSTRAINT "campaign_receipts_agreement_id_side_pk" PRIMARY KEY("agreement_id","side")
);
--> statement-breakpoint
CREATE TABLE "campaign_measures" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"step_id" text NOT NULL,
	"post_id" text NOT NULL,
	"source_id" text NOT NULL,
	"nature" text NOT NULL,
	"what" text NOT NULL,
	"unit" text NOT NULL,
	"amount" bigint NOT NULL,
	"level" text NOT NULL,
	"stated_by_id" text,
	"giver_host" text NOT NULL,
	"giver_affiliation" text,
	"receiver_host" text,
	"receiver_affiliation" text,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "campaign_agreements_post" ON "campaign_agreements" USING btree ("post_id","state");--> statement-breakpoint
CREATE INDEX "campaign_agreements_with" ON "campaign_agreements" USING btree ("with_id","state");--> statement-breakpoint
CREATE INDEX "campaign_agreements_step" ON "campaign_agreements" USING btree ("step_id","state");--> statement-breakpoint
CREATE INDEX "campaign_receipts_by" ON "campaign_receipts" USING btree ("by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "campaign_measures_source" ON "campaign_measures" USING btree ("source_id","nature");--> statement-breakpoint
CREATE INDEX "campaign_measures_campaign" ON "campaign_measures" USING btree ("campaign_id","nature","level");--> statement-breakpoint
CREATE INDEX "campaign_measures_step" ON "campaign_measures" USING btree ("step_id","nature");--> statement-breakpoint
CREATE INDEX "campaign_measures_stated" ON "campaign_measures" USING btree ("stated_by_id");
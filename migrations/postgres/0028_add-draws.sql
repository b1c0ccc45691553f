CREATE TABLE "campaign_draw_candidates" (
	"draw_id" text NOT NULL,
	"n" bigint NOT NULL,
	"account_id" text,
	"salt" text NOT NULL,
	"token" text NOT NULL,
	"organisation" text NOT NULL,
	"affiliation" text NOT NULL,
	CONSTRAINT "campaign_draw_candidates_draw_id_n_pk" PRIMARY KEY("draw_id","n")
);
--> statement-breakpoint
CREATE TABLE "campaign_draw_seeds" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"draw_id" text NOT NULL,
	"name" text NOT NULL,
	"own" boolean NOT NULL,
	"commitment" text NOT NULL,
	"seed" text,
	"revealed_at" bigint
);
--> statement-breakpoint
CREATE TABLE "campaign_draw_volunteers" (
	"step_id" text NOT NULL,
	"account_id" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "campaign_draw_volunteers_step_id_account_id_pk" PRIMARY KEY("step_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_draws" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"step_id" text NOT NULL,
	"post_id" text,
	"title" text NOT NULL,
	"places" bigint NOT NULL,
	"quotas" jsonb NOT NULL,
	"named" boolean NOT NULL,
	"fingerprint" text NOT NULL,
	"public_source" text NOT NULL,
	"public_at" bigint NOT NULL,
	"public_value" text,
	"published_at" bigint NOT NULL,
	"published_by_id" text,
	"drawn_at" bigint,
	"drawn_by_id" text,
	"drawn_order" jsonb
);
--> statement-breakpoint
CREATE TABLE "campaign_visit_arrivals" (
	"post_id" text NOT NULL,
	"account_id" text NOT NULL,
	"by_id" text,
	"at" bigint NOT NULL,
	CONSTRAINT "campaign_visit_arrivals_post_id_account_id_pk" PRIMARY KEY("post_id","account_id")
);
--> statement-breakpoint
CREATE INDEX "campaign_draw_candidates_account" ON "campaign_draw_candidates" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "campaign_draw_seeds_draw" ON "campaign_draw_seeds" USING btree ("draw_id","id");--> statement-breakpoint
CREATE INDEX "campaign_draw_volunteers_account" ON "campaign_draw_volunteers" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "campaign_draws_step" ON "campaign_draws" USING btree ("step_id","published_at");--> statement-breakpoint
CREATE INDEX "campaign_draws_post" ON "campaign_draws" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "campaign_visit_arrivals_account" ON "campaign_visit_arrivals" USING btree ("account_id");
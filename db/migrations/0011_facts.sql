CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"device" uuid NOT NULL,
	"what" text NOT NULL,
	"format" text NOT NULL,
	"with_mark" boolean NOT NULL,
	"filter" jsonb NOT NULL,
	"time_zone" text NOT NULL,
	"total" integer NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"moved_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	CONSTRAINT "exports_what" CHECK (what in ('tickets', 'entries')),
	CONSTRAINT "exports_format" CHECK (format in ('csv', 'jsonl')),
	CONSTRAINT "exports_outcome" CHECK (outcome in ('finished', 'broken_off')),
	CONSTRAINT "exports_ended" CHECK ((ended_at is null) = (outcome is null) and (ended_at is null or started_at is not null))
);
--> statement-breakpoint
CREATE TABLE "facts_progress" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"making" smallint NOT NULL,
	"made_by" text NOT NULL,
	CONSTRAINT "facts_progress_one_row" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "ticket_facts" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"department_id" uuid NOT NULL,
	"place_id" uuid,
	"item_id" uuid,
	"person_id" uuid,
	"number" integer NOT NULL,
	"seq" integer NOT NULL,
	"accept_s" integer,
	"answer_s" integer,
	"done_s" integer,
	"hold_s" integer,
	"minute" smallint NOT NULL,
	"weekday" smallint NOT NULL,
	"reopens" smallint NOT NULL,
	"is_hit" boolean,
	"has_ended" boolean NOT NULL,
	"is_cancelled" boolean NOT NULL,
	"making" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_facts" ADD CONSTRAINT "ticket_facts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "exports_asked" ON "exports" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "exports_person" ON "exports" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "ticket_facts_opened" ON "ticket_facts" USING btree ("opened_at");--> statement-breakpoint
CREATE INDEX "ticket_facts_number" ON "ticket_facts" USING btree ("number");--> statement-breakpoint
CREATE INDEX "tickets_restricted" ON "tickets" USING btree ("id") WHERE restricted;--> statement-breakpoint
INSERT INTO "facts_progress" ("until", "making", "made_by") VALUES ('epoch', 0, '');

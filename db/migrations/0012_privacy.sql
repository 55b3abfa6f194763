CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erasures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"ticket_id" uuid,
	"entry_id" uuid,
	"person_id" uuid,
	"with_texts" boolean DEFAULT false NOT NULL,
	"by_id" uuid,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "erasures_kind" CHECK (kind in ('redacted', 'stripped', 'erased', 'person')),
	CONSTRAINT "erasures_of" CHECK ((kind = 'person') = (person_id is not null) and (kind = 'person') = (ticket_id is null)),
	CONSTRAINT "erasures_entry" CHECK ((kind = 'redacted') = (entry_id is not null))
);
--> statement-breakpoint
CREATE TABLE "retention" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"rules" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"dry_run" jsonb,
	"confirmed_version" integer,
	"confirmed_by_id" uuid,
	"confirmed_at" timestamp (3) with time zone,
	CONSTRAINT "retention_one_row" CHECK (id = 1)
);
--> statement-breakpoint
ALTER TABLE "audit_log" ADD CONSTRAINT "audit_log_actor_id_people_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention" ADD CONSTRAINT "retention_confirmed_by_id_people_id_fk" FOREIGN KEY ("confirmed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_at" ON "audit_log" USING btree ("at");--> statement-breakpoint
CREATE INDEX "erasures_ticket" ON "erasures" USING btree ("ticket_id","at");--> statement-breakpoint
CREATE INDEX "erasures_at" ON "erasures" USING btree ("at");--> statement-breakpoint
INSERT INTO "retention" ("id") VALUES (1);

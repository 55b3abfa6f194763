CREATE TABLE "journal_exports" (
	"month" text PRIMARY KEY NOT NULL,
	"entries" integer NOT NULL,
	"digest" "bytea" NOT NULL,
	"exported_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"dropped_at" timestamp (3) with time zone,
	CONSTRAINT "journal_exports_month" CHECK (month ~ '^[0-9]{4}-[0-9]{2}$')
);
--> statement-breakpoint
CREATE TABLE "journal_starts" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"digest" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"set_by_id" uuid NOT NULL,
	"set_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "legal_holds_ended" CHECK ((ended_at is null) = (ended_by_id is null))
);
--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "body_salt" "bytea";--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "body_hash" "bytea";--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "delivery_salt" "bytea";--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "delivery_hash" "bytea";--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "digest" "bytea";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "digest" "bytea";--> statement-breakpoint
ALTER TABLE "journal_starts" ADD CONSTRAINT "journal_starts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_set_by_id_people_id_fk" FOREIGN KEY ("set_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legal_holds" ADD CONSTRAINT "legal_holds_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "legal_holds_one_at_a_time" ON "legal_holds" USING btree ("ticket_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "tickets_unsealed" ON "tickets" USING btree ("id") WHERE digest is null and last_seq > 0;
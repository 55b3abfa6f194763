CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"entry_id" uuid,
	"kind" text DEFAULT 'photo' NOT NULL,
	"status" text DEFAULT 'uploading' NOT NULL,
	"size" integer NOT NULL,
	"received" integer DEFAULT 0 NOT NULL,
	"digest" text,
	"width" integer,
	"height" integer,
	"storage_key" text NOT NULL,
	"phase" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attachments_kind" CHECK (kind in ('photo')),
	CONSTRAINT "attachments_status" CHECK (status in ('uploading', 'ready', 'abandoned')),
	CONSTRAINT "attachments_phase" CHECK (phase in ('before', 'after')),
	CONSTRAINT "attachments_received" CHECK (size >= 1 and received between 0 and size),
	CONSTRAINT "attachments_ready" CHECK (status <> 'ready' or (digest is not null and width >= 1 and height >= 1)),
	CONSTRAINT "attachments_carried" CHECK (entry_id is null or status = 'ready')
);
--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_entry" FOREIGN KEY ("ticket_id","entry_id") REFERENCES "public"."entries"("ticket_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attachments_entry" ON "attachments" USING btree ("ticket_id","entry_id");--> statement-breakpoint
CREATE INDEX "attachments_waiting" ON "attachments" USING btree ("created_at") WHERE entry_id is null;
CREATE TABLE "place_flags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"place_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"set_by_id" uuid NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "place_flags_kind" CHECK (kind in ('vip', 'do_not_disturb', 'out_of_order', 'note')),
	CONSTRAINT "place_flags_note" CHECK (char_length(note) <= 200 and (kind <> 'note' or note <> '')),
	CONSTRAINT "place_flags_length" CHECK (until > set_at),
	CONSTRAINT "place_flags_ended" CHECK ((ended_at is null) = (ended_by_id is null))
);
--> statement-breakpoint
CREATE TABLE "ticket_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ticket_id" uuid NOT NULL,
	"other_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"made_by_id" uuid NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "ticket_links_kind" CHECK (kind in ('same', 'duplicate', 'follows')),
	CONSTRAINT "ticket_links_two" CHECK (ticket_id <> other_id),
	CONSTRAINT "ticket_links_ended" CHECK ((ended_at is null) = (ended_by_id is null))
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "guest_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "guest_in_room" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "call_back" text;--> statement-breakpoint
ALTER TABLE "place_flags" ADD CONSTRAINT "place_flags_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_flags" ADD CONSTRAINT "place_flags_set_by_id_people_id_fk" FOREIGN KEY ("set_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_flags" ADD CONSTRAINT "place_flags_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_other_id_tickets_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_made_by_id_people_id_fk" FOREIGN KEY ("made_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_links" ADD CONSTRAINT "ticket_links_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "place_flags_place" ON "place_flags" USING btree ("place_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_links_pair" ON "ticket_links" USING btree (least("ticket_id", "other_id"),greatest("ticket_id", "other_id")) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "ticket_links_ticket" ON "ticket_links" USING btree ("ticket_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "ticket_links_other" ON "ticket_links" USING btree ("other_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "tickets_call_back" ON "tickets" USING btree ("opened_at") WHERE call_back = 'owed';--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_guest_name" CHECK (char_length(guest_name) <= 80);--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_call_back" CHECK (call_back in ('owed', 'content', 'not_content', 'not_reached'));
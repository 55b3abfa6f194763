CREATE TABLE "access_version" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "access_version_one_row" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "catalogue_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"names" jsonb NOT NULL,
	"keywords" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"department_id" uuid NOT NULL,
	"priority" text NOT NULL,
	"minutes" integer NOT NULL,
	"countable" boolean DEFAULT false NOT NULL,
	"fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "catalogue_items_code_unique" UNIQUE("code"),
	CONSTRAINT "catalogue_items_priority" CHECK (priority in ('normal', 'high', 'urgent')),
	CONSTRAINT "catalogue_items_minutes" CHECK (minutes between 1 and 44640)
);
--> statement-breakpoint
CREATE TABLE "departments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"names" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "departments_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"ticket_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"author_id" uuid,
	"device" uuid,
	"n" integer NOT NULL,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"fingerprint" text NOT NULL,
	"delivery" jsonb NOT NULL,
	CONSTRAINT "entries_ticket_id_seq_pk" PRIMARY KEY("ticket_id","seq"),
	CONSTRAINT "entries_kind" CHECK (kind in ('message', 'event', 'redaction')),
	CONSTRAINT "entries_seq" CHECK (seq >= 1 and n >= 0 and n <= seq)
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"person_id" uuid NOT NULL,
	"department_id" uuid NOT NULL,
	CONSTRAINT "memberships_person_id_department_id_pk" PRIMARY KEY("person_id","department_id")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"password_hash" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_email_unique" UNIQUE("email"),
	CONSTRAINT "people_role" CHECK (role in ('attendant', 'dispatcher', 'manager', 'admin')),
	CONSTRAINT "people_email_lower" CHECK (email = lower(email))
);
--> statement-breakpoint
CREATE TABLE "places" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	CONSTRAINT "places_name_in_parent" UNIQUE NULLS NOT DISTINCT("parent_id","name"),
	CONSTRAINT "places_kind" CHECK (kind in ('building', 'floor', 'room', 'area', 'equipment')),
	CONSTRAINT "places_not_own_parent" CHECK (parent_id <> id)
);
--> statement-breakpoint
CREATE TABLE "read_positions" (
	"ticket_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"n" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "read_positions_ticket_id_person_id_pk" PRIMARY KEY("ticket_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "reads" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reads_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ticket_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"device" uuid,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"session_version" integer NOT NULL,
	"device" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"value" jsonb NOT NULL,
	CONSTRAINT "settings_one_row" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "tickets_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1001 CACHE 1),
	"summary" text DEFAULT '' NOT NULL,
	"place_id" uuid,
	"catalogue_item_id" uuid,
	"quantity" integer DEFAULT 1 NOT NULL,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"department_id" uuid NOT NULL,
	"priority" text NOT NULL,
	"status" text NOT NULL,
	"hold_reason" text,
	"hold_until" timestamp (3) with time zone,
	"held_from" text,
	"held_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"duplicate_of" uuid,
	"restricted" boolean DEFAULT false NOT NULL,
	"opener_id" uuid NOT NULL,
	"assignee_id" uuid,
	"due_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"accepted_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"state_version" integer DEFAULT 1 NOT NULL,
	"state_changed_at" timestamp (3) with time zone NOT NULL,
	"state_changed_by_id" uuid,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"message_count" integer DEFAULT 0 NOT NULL,
	"last_entry_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_message" jsonb,
	CONSTRAINT "tickets_number_unique" UNIQUE("number"),
	CONSTRAINT "tickets_status" CHECK (status in ('new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled')),
	CONSTRAINT "tickets_priority" CHECK (priority in ('normal', 'high', 'urgent')),
	CONSTRAINT "tickets_quantity" CHECK (quantity between 1 and 999),
	CONSTRAINT "tickets_summary" CHECK (char_length(summary) <= 200 and (summary <> '' or catalogue_item_id is not null)),
	CONSTRAINT "tickets_hold" CHECK ((status = 'on_hold') = (hold_reason is not null) and (status = 'on_hold') = (held_from is not null) and (status = 'on_hold') = (held_at is not null)),
	CONSTRAINT "tickets_new_is_unassigned" CHECK (status <> 'new' or assignee_id is null),
	CONSTRAINT "tickets_work_is_assigned" CHECK (status not in ('accepted', 'in_progress') or assignee_id is not null),
	CONSTRAINT "tickets_cancel" CHECK ((status = 'cancelled') = (cancel_reason is not null)),
	CONSTRAINT "tickets_versions" CHECK (state_version <= version and message_count <= last_seq)
);
--> statement-breakpoint
CREATE TABLE "watchers" (
	"ticket_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "watchers_ticket_id_person_id_kind_pk" PRIMARY KEY("ticket_id","person_id","kind"),
	CONSTRAINT "watchers_kind" CHECK (kind in ('watching', 'named', 'mentioned'))
);
--> statement-breakpoint
ALTER TABLE "catalogue_items" ADD CONSTRAINT "catalogue_items_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entries" ADD CONSTRAINT "entries_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "places" ADD CONSTRAINT "places_parent" FOREIGN KEY ("parent_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_positions" ADD CONSTRAINT "read_positions_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_positions" ADD CONSTRAINT "read_positions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reads" ADD CONSTRAINT "reads_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reads" ADD CONSTRAINT "reads_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_place_id_places_id_fk" FOREIGN KEY ("place_id") REFERENCES "public"."places"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_catalogue_item_id_catalogue_items_id_fk" FOREIGN KEY ("catalogue_item_id") REFERENCES "public"."catalogue_items"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "public"."departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_opener_id_people_id_fk" FOREIGN KEY ("opener_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_assignee_id_people_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_state_changed_by_id_people_id_fk" FOREIGN KEY ("state_changed_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tickets" ADD CONSTRAINT "tickets_duplicate_of" FOREIGN KEY ("duplicate_of") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watchers" ADD CONSTRAINT "watchers_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watchers" ADD CONSTRAINT "watchers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "entries_id" ON "entries" USING btree ("ticket_id","id");--> statement-breakpoint
CREATE INDEX "memberships_department" ON "memberships" USING btree ("department_id");--> statement-breakpoint
CREATE INDEX "read_positions_person" ON "read_positions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reads_ticket" ON "reads" USING btree ("ticket_id","at");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "tickets_board" ON "tickets" USING btree ("department_id","due_at") WHERE status not in ('closed', 'cancelled');--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id") WHERE status not in ('closed', 'cancelled');--> statement-breakpoint
CREATE INDEX "tickets_opener" ON "tickets" USING btree ("opener_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_place" ON "tickets" USING btree ("place_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_department_opened" ON "tickets" USING btree ("department_id","opened_at");--> statement-breakpoint
CREATE INDEX "tickets_opened" ON "tickets" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "tickets_last_entry" ON "tickets" USING btree ("last_entry_at");--> statement-breakpoint
CREATE INDEX "tickets_hold_until" ON "tickets" USING btree ("hold_until") WHERE status = 'on_hold' and hold_until is not null;--> statement-breakpoint
CREATE INDEX "tickets_done" ON "tickets" USING btree ("done_at") WHERE status = 'done';--> statement-breakpoint
CREATE INDEX "watchers_person" ON "watchers" USING btree ("person_id");--> statement-breakpoint
INSERT INTO "access_version" ("id", "version") VALUES (1, 1);

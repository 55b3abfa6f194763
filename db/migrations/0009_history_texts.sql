CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "texts_progress" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "texts_progress_one_row" CHECK (id = 1)
);
--> statement-breakpoint
CREATE TABLE "ticket_texts" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"seq" integer NOT NULL,
	"text" text NOT NULL,
	"seqs" integer[] NOT NULL,
	"authors" uuid[] NOT NULL,
	"marks" text[] NOT NULL,
	CONSTRAINT "ticket_texts_lines" CHECK (cardinality(seqs) = cardinality(authors))
);
--> statement-breakpoint
ALTER TABLE "ticket_texts" ADD CONSTRAINT "ticket_texts_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_texts_found" ON "ticket_texts" USING gin ("text" gin_trgm_ops,"marks");--> statement-breakpoint
CREATE INDEX "ticket_texts_number" ON "ticket_texts" USING btree ("number");
--> statement-breakpoint
ALTER TABLE "ticket_texts" ALTER COLUMN "text" SET STORAGE EXTERNAL;--> statement-breakpoint
ALTER TABLE "ticket_texts" SET (toast_tuple_target = 8160);--> statement-breakpoint
CREATE INDEX "entries_redactions" ON "entries" USING btree ("ticket_id") WHERE kind = 'redaction';--> statement-breakpoint
INSERT INTO "texts_progress" ("until") VALUES ('epoch');

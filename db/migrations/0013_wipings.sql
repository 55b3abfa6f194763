CREATE TABLE "wipings" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"forgotten_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "wipings" ADD CONSTRAINT "wipings_ticket_id_tickets_id_fk" FOREIGN KEY ("ticket_id") REFERENCES "public"."tickets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "wipings_at" ON "wipings" USING btree ("at");--> statement-breakpoint
CREATE INDEX "wipings_left" ON "wipings" USING btree ("at") WHERE forgotten_at is null;--> statement-breakpoint
INSERT INTO "wipings" ("ticket_id", "at") SELECT "wiped"."ticket_id", max("wiped"."at") FROM (
	SELECT "ticket_id", "at" FROM "erasures" WHERE "ticket_id" IS NOT NULL
	UNION ALL SELECT "entries"."ticket_id", now() FROM "erasures" JOIN "entries" ON "entries"."author_id" = "erasures"."person_id"
		WHERE "erasures"."kind" = 'person' AND "erasures"."with_texts" AND "entries"."body"->'removed'->>'why' = 'person'
) "wiped" JOIN "tickets" ON "tickets"."id" = "wiped"."ticket_id" GROUP BY 1;--> statement-breakpoint
UPDATE "erasures" SET "done_at" = NULL WHERE "kind" = 'person' AND "with_texts";

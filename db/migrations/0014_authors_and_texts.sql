CREATE INDEX "entries_author" ON "entries" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "reads_person" ON "reads" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "ticket_texts_emptied" ON "ticket_texts" USING btree ("ticket_id") WHERE seq < 0;
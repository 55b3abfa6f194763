CREATE TABLE "absences" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"set_by_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "absences_length" CHECK (until > started_at),
	CONSTRAINT "absences_end" CHECK (ended_at between started_at and until),
	CONSTRAINT "absences_ender" CHECK (ended_by_id is null or ended_at is not null)
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by_id" uuid,
	CONSTRAINT "duties_length" CHECK (ends_at > started_at and ends_at <= started_at + interval '14 hours'),
	CONSTRAINT "duties_end" CHECK (ended_at between started_at and ends_at),
	CONSTRAINT "duties_ender" CHECK (ended_by_id is null or ended_at is not null)
);
--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_set_by_id_people_id_fk" FOREIGN KEY ("set_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absences" ADD CONSTRAINT "absences_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duties" ADD CONSTRAINT "duties_ended_by_id_people_id_fk" FOREIGN KEY ("ended_by_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "absences_one_at_a_time" ON "absences" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "absences_person" ON "absences" USING btree ("person_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "duties_one_at_a_time" ON "duties" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "duties_person" ON "duties" USING btree ("person_id","started_at");
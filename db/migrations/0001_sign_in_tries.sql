CREATE TABLE "sign_in_tries" (
	"key" text PRIMARY KEY NOT NULL,
	"tries" integer NOT NULL,
	"resets_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_tries_count" CHECK (tries >= 0)
);
--> statement-breakpoint
CREATE INDEX "sign_in_tries_resets" ON "sign_in_tries" USING btree ("resets_at");
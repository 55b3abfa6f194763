-- Why a ticket is under legal hold is searched, too: of those that are or were, the text is made anew at the next search.
UPDATE "ticket_texts" SET "seq" = -1, "text" = '', "seqs" = '{}', "authors" = '{}', "marks" = '{}'
WHERE "ticket_id" IN (SELECT "ticket_id" FROM "legal_holds");

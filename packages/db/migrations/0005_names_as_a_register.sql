-- The order in which people are looked up: from the surname on, letter by letter.
CREATE INDEX "patient_register" ON "patient" USING btree ("search_name" collate "C","document_number");
-- Names are looked for with one apostrophe, whichever was typed (core's searchText); those kept before get it too.
UPDATE "patient" SET "search_name" = replace("search_name", '’', '''') WHERE "search_name" LIKE '%’%';

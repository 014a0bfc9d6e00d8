-- Letters that no accent makes are looked for as a Spanish keyboard writes them (core's searchText); those kept before get it too.
UPDATE "patient" SET "search_name" =
  replace(replace(replace(replace(translate("search_name", 'øłđðı', 'olddi'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th')
WHERE "search_name" ~ '[øłđðßæœþı]';

-- The use of this day is forgotten, so the limits of translations begin anew.
DROP TABLE p2p.translation_use;

-- The field's own terms, in the code and in the tables alike.

ALTER TABLE tallies RENAME TO counters;
ALTER TABLE counters RENAME COLUMN notices TO notifications;
ALTER TABLE counters RENAME COLUMN gone TO deleted;

UPDATE communities SET rules = replace(rules, '"Caps":', '"Quotas":');

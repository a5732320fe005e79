-- Day in whose limit of money that leaves an account the sale counts; null for trades of before sales were counted.
ALTER TABLE trades ADD COLUMN counted_on date;

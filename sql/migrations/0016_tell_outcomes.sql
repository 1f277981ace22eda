-- How a case ended, whether that is an answer, and the class it counts under; null for what was kept before.
alter table closings add column outcome text, add column answered bool, add column class text;

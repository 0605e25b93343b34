-- Objects that Prisma's schema cannot say: partial indexes, partitions, roles.
-- A migration that makes one repeats its statement here; a test compares the two.

-- Of all that is known of learners only what waits for a first answer is looked for.
CREATE INDEX "mastery_open_at_idx" ON "mastery"("open_at", "learner_id") WHERE "open_at" IS NOT NULL;

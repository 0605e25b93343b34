-- Objects that Prisma's schema cannot say: partial indexes, partitions, roles.
-- A migration that makes one repeats its statement here; a test compares the two.

-- Of all that is known of learners only what waits for a first answer is looked for.
CREATE INDEX "mastery_open_at_idx" ON "mastery"("open_at", "learner_id") WHERE "open_at" IS NOT NULL;

-- What reads figures for people has no rights on anything but published figures. A role belongs to the whole server,
-- so another database may have made it already, perhaps in this moment.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guong_sang_figures') THEN
    BEGIN
      CREATE ROLE "guong_sang_figures" NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'guong_sang_figures', 'MEMBER') THEN
    GRANT "guong_sang_figures" TO CURRENT_USER;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'an administrator has to do once: CREATE ROLE guong_sang_figures NOLOGIN; GRANT guong_sang_figures TO %', current_user;
END $$;
GRANT SELECT ON "release", "release_unit", "release_cell" TO "guong_sang_figures";
GRANT SELECT ON "scam_week" TO "guong_sang_figures";
GRANT SELECT ON "skill_month" TO "guong_sang_figures";
-- Somebody stands by a learner once at a time.
CREATE UNIQUE INDEX "helping_holds" ON "helping"("helper_id", "learner_id") WHERE "ended_at" IS NULL;
-- Whom a minute of the day reminds; who chose no hour at 8:00, nobody after 19:30.
CREATE INDEX "learner_reminder_time_idx" ON "learner"((least(coalesce("learning_time", 480), 1170)), "id");
-- Of all turns only the few are looked for of which the platform refused something.
CREATE INDEX "turn_refused_idx" ON "turn"("received_at") WHERE "refused" IS NOT NULL;
-- Whether somebody still waits for an announcement is asked as each is told.
CREATE INDEX "announcement_recipient_queued_idx" ON "announcement_recipient"("announcement_id") WHERE "state" = 'queued';

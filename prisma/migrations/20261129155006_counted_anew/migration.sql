-- AlterTable
ALTER TABLE "rollup_day" ADD COLUMN     "themes" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "lesson_progress" ADD COLUMN     "first_finished_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "learner" ADD COLUMN     "recount_at" TIMESTAMPTZ(3);

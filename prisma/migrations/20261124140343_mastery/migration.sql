-- AlterTable
ALTER TABLE "learner" ADD COLUMN     "first_area" TEXT,
ADD COLUMN     "later_areas" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "pseudonym" UUID NOT NULL DEFAULT gen_random_uuid();

-- CreateTable
CREATE TABLE "evidence" (
    "learner_id" INTEGER NOT NULL,
    "skill_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "turn_id" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "rule" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "facts" JSONB,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("learner_id","skill_id","seq")
);

-- CreateTable
CREATE TABLE "mastery" (
    "learner_id" INTEGER NOT NULL,
    "skill_id" TEXT NOT NULL,
    "state" JSON NOT NULL,
    "open_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mastery_pkey" PRIMARY KEY ("learner_id","skill_id")
);

-- CreateTable
CREATE TABLE "recognition" (
    "id" INTEGER NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "level" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "awarded_on" DATE NOT NULL,
    "valid_until" DATE,
    "rule" TEXT NOT NULL,
    "lapse_told" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "recognition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger" (
    "id" INTEGER NOT NULL,
    "recognition_id" INTEGER NOT NULL,
    "content" TEXT,
    "content_hash" TEXT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "item_watch" (
    "source" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "shown" INTEGER NOT NULL,
    "right" INTEGER NOT NULL,
    "flagged_at" TIMESTAMPTZ(3),

    CONSTRAINT "item_watch_pkey" PRIMARY KEY ("source")
);

-- CreateTable
CREATE TABLE "picture_handle" (
    "channel" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT NOT NULL,

    CONSTRAINT "picture_handle_pkey" PRIMARY KEY ("channel","name")
);

-- CreateIndex
CREATE INDEX "recognition_learner_id_id_idx" ON "recognition"("learner_id", "id");

-- CreateIndex
CREATE INDEX "recognition_lapse_told_valid_until_idx" ON "recognition"("lapse_told", "valid_until");

-- CreateIndex
CREATE INDEX "ledger_recognition_id_idx" ON "ledger"("recognition_id");

-- CreateIndex
CREATE UNIQUE INDEX "learner_pseudonym_key" ON "learner"("pseudonym");

-- AddForeignKey
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mastery" ADD CONSTRAINT "mastery_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recognition" ADD CONSTRAINT "recognition_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of all that is known of learners only what waits for a first answer is looked for.
CREATE INDEX "mastery_open_at_idx" ON "mastery"("open_at", "learner_id") WHERE "open_at" IS NOT NULL;

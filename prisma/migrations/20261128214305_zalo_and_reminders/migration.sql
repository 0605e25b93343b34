-- AlterTable
ALTER TABLE "release_unit" ADD COLUMN     "groups" JSONB;

-- AlterTable
ALTER TABLE "picture_handle" ADD COLUMN     "made_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "by_hand_until" TIMESTAMPTZ(3),
ADD COLUMN     "standing" JSONB,
ADD COLUMN     "standing_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "turn" ADD COLUMN     "refused" TEXT,
ADD COLUMN     "unknown_sends" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "next_try_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "helping" ADD COLUMN     "silence_told" DATE;

-- AlterTable
ALTER TABLE "learner" ADD COLUMN     "unreminded_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "population" DROP CONSTRAINT "population_pkey",
ADD COLUMN     "group" TEXT NOT NULL DEFAULT 'nguoi-cao-tuoi',
ADD CONSTRAINT "population_pkey" PRIMARY KEY ("place_id", "group", "counted_on");

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "group" TEXT,
ADD COLUMN     "group_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "class_list_row" ADD COLUMN     "group" TEXT;

-- CreateTable
CREATE TABLE "scam_week" (
    "province" TEXT NOT NULL,
    "week" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL,
    "shown" INTEGER,
    "band" TEXT,

    CONSTRAINT "scam_week_pkey" PRIMARY KEY ("province","week","kind","is_demo")
);

-- CreateTable
CREATE TABLE "upload_count" (
    "channel" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "uploads" INTEGER NOT NULL,

    CONSTRAINT "upload_count_pkey" PRIMARY KEY ("channel","month")
);

-- CreateTable
CREATE TABLE "zalo_token" (
    "app_id" TEXT NOT NULL,
    "access_token" TEXT NOT NULL,
    "refresh_token" TEXT NOT NULL,
    "obtained_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "refreshing_at" TIMESTAMPTZ(3),
    "origin" TEXT NOT NULL,
    "origins" TEXT[],

    CONSTRAINT "zalo_token_pkey" PRIMARY KEY ("app_id")
);

-- CreateTable
CREATE TABLE "visit" (
    "learner_id" INTEGER NOT NULL,
    "silent_since" DATE NOT NULL,
    "listed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("learner_id","silent_since")
);

-- CreateTable
CREATE TABLE "checked_message" (
    "learner_id" INTEGER NOT NULL,
    "week" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,

    CONSTRAINT "checked_message_pkey" PRIMARY KEY ("learner_id","week","kind","verdict")
);

-- CreateIndex
CREATE INDEX "checked_message_week_idx" ON "checked_message"("week");

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checked_message" ADD CONSTRAINT "checked_message_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

GRANT SELECT ON "scam_week" TO "guong_sang_figures";
CREATE INDEX "learner_reminder_time_idx" ON "learner"((least(coalesce("learning_time", 480), 1170)), "id");
CREATE INDEX "turn_refused_idx" ON "turn"("received_at") WHERE "refused" IS NOT NULL;

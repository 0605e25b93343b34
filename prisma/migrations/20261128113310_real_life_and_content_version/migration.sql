-- AlterTable
ALTER TABLE "lesson_progress" ADD COLUMN     "real_life_on" DATE;

-- CreateTable
CREATE TABLE "content_version" (
    "hash" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "content_version_pkey" PRIMARY KEY ("hash")
);

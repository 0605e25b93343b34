-- AlterTable
ALTER TABLE "club_session" ADD COLUMN     "last_press" TEXT;

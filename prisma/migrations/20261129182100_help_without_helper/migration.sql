-- AlterTable
ALTER TABLE "help_request" ALTER COLUMN "helping_id" DROP NOT NULL;

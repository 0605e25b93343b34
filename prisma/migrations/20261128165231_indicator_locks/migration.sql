-- CreateTable
CREATE TABLE "indicator_lock" (
    "plan" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL,
    "officer_id" INTEGER,
    "locked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "indicator_lock_pkey" PRIMARY KEY ("plan","month","indicator","is_demo")
);

-- AddForeignKey
ALTER TABLE "indicator_lock" ADD CONSTRAINT "indicator_lock_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

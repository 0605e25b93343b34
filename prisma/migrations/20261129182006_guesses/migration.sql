-- CreateTable
CREATE TABLE "guess" (
    "key" TEXT NOT NULL,
    "contact_id" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "guess_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "guess_contact_id_idx" ON "guess"("contact_id");

-- AddForeignKey
ALTER TABLE "guess" ADD CONSTRAINT "guess_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "helping_id" INTEGER;

-- AlterTable
ALTER TABLE "absence" ADD COLUMN     "helper_id" INTEGER;

-- CreateTable
CREATE TABLE "helper" (
    "id" SERIAL NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "helper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "words" TEXT,
    "helper_id" INTEGER,
    "officer_id" INTEGER,
    "learner_id" INTEGER,
    "branch_id" TEXT,
    "called" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "works_from" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ending" TEXT,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "helping" (
    "id" SERIAL NOT NULL,
    "helper_id" INTEGER NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "called" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "helping_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "help_request" (
    "id" SERIAL NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "helping_id" INTEGER NOT NULL,
    "stuck_at" JSONB,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "help_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profile" (
    "contact_id" INTEGER NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "session" JSONB,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("contact_id","learner_id")
);

-- CreateTable
CREATE TABLE "data_link" (
    "token_hash" TEXT NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "data_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "helper_contact_id_key" ON "helper"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_words_key" ON "invitation"("words");

-- CreateIndex
CREATE INDEX "invitation_helper_id_idx" ON "invitation"("helper_id");

-- CreateIndex
CREATE INDEX "invitation_branch_id_idx" ON "invitation"("branch_id");

-- CreateIndex
CREATE INDEX "invitation_learner_id_idx" ON "invitation"("learner_id");

-- CreateIndex
CREATE INDEX "helping_learner_id_idx" ON "helping"("learner_id");

-- CreateIndex
CREATE INDEX "helping_helper_id_idx" ON "helping"("helper_id");

-- CreateIndex
CREATE INDEX "help_request_learner_id_asked_at_idx" ON "help_request"("learner_id", "asked_at");

-- CreateIndex
CREATE INDEX "help_request_helping_id_idx" ON "help_request"("helping_id");

-- CreateIndex
CREATE INDEX "profile_learner_id_idx" ON "profile"("learner_id");

-- CreateIndex
CREATE INDEX "data_link_learner_id_idx" ON "data_link"("learner_id");

-- CreateIndex
CREATE INDEX "consent_helping_id_id_idx" ON "consent"("helping_id", "id");

-- AddForeignKey
ALTER TABLE "helper" ADD CONSTRAINT "helper_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_helper_id_fkey" FOREIGN KEY ("helper_id") REFERENCES "helper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "helping" ADD CONSTRAINT "helping_helper_id_fkey" FOREIGN KEY ("helper_id") REFERENCES "helper"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "helping" ADD CONSTRAINT "helping_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_helping_id_fkey" FOREIGN KEY ("helping_id") REFERENCES "helping"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile" ADD CONSTRAINT "profile_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "profile" ADD CONSTRAINT "profile_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_link" ADD CONSTRAINT "data_link_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_helping_id_fkey" FOREIGN KEY ("helping_id") REFERENCES "helping"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_helper_id_fkey" FOREIGN KEY ("helper_id") REFERENCES "helper"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- SQL only: somebody stands by a learner once at a time.
CREATE UNIQUE INDEX "helping_holds" ON "helping"("helper_id", "learner_id") WHERE "ended_at" IS NULL;

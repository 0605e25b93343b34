-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "class_list_row_id" INTEGER,
ADD COLUMN     "misses" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "help_request" ADD COLUMN     "helped_at" TIMESTAMPTZ(3),
ADD COLUMN     "helped_by_id" INTEGER,
ADD COLUMN     "officer_told_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "officer_session" ADD COLUMN     "agent_hash" TEXT;

-- AlterTable
ALTER TABLE "visit" ADD COLUMN     "officer_id" INTEGER,
ADD COLUMN     "visited_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "class_list_row" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "announcement" (
    "id" SERIAL NOT NULL,
    "once" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "body" TEXT,
    "lesson_id" TEXT,
    "title" TEXT,
    "begins_at" TIMESTAMPTZ(3),
    "venue" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "made_by_id" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "agreed_by_id" INTEGER,
    "agreed_at" TIMESTAMPTZ(3),
    "not_before" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3),
    "queue_after" INTEGER,
    "totals" JSONB,

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "announcement_recipient" (
    "announcement_id" INTEGER NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "settled_at" TIMESTAMPTZ(3),
    "tells_read" BOOLEAN NOT NULL DEFAULT false,
    "read_at" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_recipient_pkey" PRIMARY KEY ("announcement_id","learner_id")
);

-- CreateTable
CREATE TABLE "club_session" (
    "id" SERIAL NOT NULL,
    "once" TEXT NOT NULL,
    "branch_id" TEXT NOT NULL,
    "lesson_id" TEXT NOT NULL,
    "officer_id" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "step" INTEGER NOT NULL DEFAULT 0,
    "hands" JSONB NOT NULL,
    "present" INTEGER NOT NULL DEFAULT 0,
    "guests" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "club_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "club_attendance" (
    "session_id" INTEGER NOT NULL,
    "row_id" INTEGER NOT NULL,

    CONSTRAINT "club_attendance_pkey" PRIMARY KEY ("session_id","row_id")
);

-- CreateTable
CREATE TABLE "api_token" (
    "id" SERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "scopes" TEXT[],
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_on" DATE,

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "skill_month" (
    "province" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "skill" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL,
    "begun" INTEGER,
    "begun_band" TEXT,
    "firm" INTEGER,
    "firm_band" TEXT,

    CONSTRAINT "skill_month_pkey" PRIMARY KEY ("province","month","skill","is_demo")
);

-- CreateIndex
CREATE UNIQUE INDEX "announcement_once_key" ON "announcement"("once");

-- CreateIndex
CREATE INDEX "announcement_place_id_idx" ON "announcement"("place_id");

-- CreateIndex
CREATE INDEX "announcement_recipient_announcement_id_contact_id_idx" ON "announcement_recipient"("announcement_id", "contact_id");

-- CreateIndex
CREATE INDEX "announcement_recipient_learner_id_idx" ON "announcement_recipient"("learner_id");

-- CreateIndex
CREATE UNIQUE INDEX "club_session_once_key" ON "club_session"("once");

-- CreateIndex
CREATE INDEX "club_session_branch_id_started_at_idx" ON "club_session"("branch_id", "started_at");

-- CreateIndex
CREATE INDEX "club_attendance_row_id_idx" ON "club_attendance"("row_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_token_token_hash_key" ON "api_token"("token_hash");

-- CreateIndex
CREATE INDEX "api_token_officer_id_idx" ON "api_token"("officer_id");

-- CreateIndex
CREATE INDEX "invitation_class_list_row_id_idx" ON "invitation"("class_list_row_id");

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_agreed_by_id_fkey" FOREIGN KEY ("agreed_by_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_announcement_id_fkey" FOREIGN KEY ("announcement_id") REFERENCES "announcement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement_recipient" ADD CONSTRAINT "announcement_recipient_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "club_session" ADD CONSTRAINT "club_session_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "club_session" ADD CONSTRAINT "club_session_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "club_attendance" ADD CONSTRAINT "club_attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "club_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "club_attendance" ADD CONSTRAINT "club_attendance_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "class_list_row"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_class_list_row_id_fkey" FOREIGN KEY ("class_list_row_id") REFERENCES "class_list_row"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "help_request" ADD CONSTRAINT "help_request_helped_by_id_fkey" FOREIGN KEY ("helped_by_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What reads figures for people reads these too.
GRANT SELECT ON "skill_month" TO "guong_sang_figures";
-- Whether somebody still waits for an announcement is asked as each is told.
CREATE INDEX "announcement_recipient_queued_idx" ON "announcement_recipient"("announcement_id") WHERE "state" = 'queued';

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "session" (
    "contact_id" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "prompt" (
    "contact_id" INTEGER NOT NULL,
    "stamp" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "item" TEXT,
    "right" TEXT,
    "turn_id" BIGINT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prompt_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "form" (
    "contact_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "state" JSONB NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "form_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "id" BIGSERIAL NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "turn_id" BIGINT NOT NULL,
    "lesson_id" TEXT NOT NULL,
    "item_id" TEXT NOT NULL,
    "option" TEXT NOT NULL,
    "right" BOOLEAN NOT NULL,
    "nth" INTEGER NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lesson_progress" (
    "learner_id" INTEGER NOT NULL,
    "lesson_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "lesson_progress_pkey" PRIMARY KEY ("learner_id","lesson_id")
);

-- CreateTable
CREATE TABLE "turn" (
    "id" BIGSERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "update_id" TEXT NOT NULL,
    "contact_id" INTEGER,
    "incoming" JSONB,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "replies" JSONB,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "message_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "turn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "web_message" (
    "id" BIGSERIAL NOT NULL,
    "visitor" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "reply_key" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "web_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listening" (
    "token" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "listening_pkey" PRIMARY KEY ("token")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "learner_id" INTEGER,
    "reachable" BOOLEAN NOT NULL DEFAULT true,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "learner" (
    "id" SERIAL NOT NULL,
    "form_of_address" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "place_id" TEXT,
    "birth_year" INTEGER,
    "learning_time" INTEGER,
    "days_learned" INTEGER NOT NULL DEFAULT 0,
    "last_day" DATE,
    "asked" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "learner_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" SERIAL NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "given" BOOLEAN NOT NULL,
    "text_version" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "attempt_turn_id_key" ON "attempt"("turn_id");

-- CreateIndex
CREATE INDEX "attempt_learner_id_lesson_id_idx" ON "attempt"("learner_id", "lesson_id");

-- CreateIndex
CREATE INDEX "turn_state_contact_id_id_idx" ON "turn"("state", "contact_id", "id");

-- CreateIndex
CREATE INDEX "turn_received_at_idx" ON "turn" USING BRIN ("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "turn_channel_update_id_key" ON "turn"("channel", "update_id");

-- CreateIndex
CREATE UNIQUE INDEX "web_message_reply_key_key" ON "web_message"("reply_key");

-- CreateIndex
CREATE INDEX "web_message_visitor_id_idx" ON "web_message"("visitor", "id");

-- CreateIndex
CREATE INDEX "listening_made_at_idx" ON "listening"("made_at");

-- CreateIndex
CREATE INDEX "contact_learner_id_idx" ON "contact"("learner_id");

-- CreateIndex
CREATE UNIQUE INDEX "contact_channel_address_key" ON "contact"("channel", "address");

-- CreateIndex
CREATE INDEX "consent_learner_id_purpose_id_idx" ON "consent"("learner_id", "purpose", "id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prompt" ADD CONSTRAINT "prompt_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form" ADD CONSTRAINT "form_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lesson_progress" ADD CONSTRAINT "lesson_progress_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

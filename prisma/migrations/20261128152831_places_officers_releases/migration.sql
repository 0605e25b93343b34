-- CreateTable
CREATE TABLE "member_words" (
    "words" TEXT NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_words_pkey" PRIMARY KEY ("words")
);

-- CreateTable
CREATE TABLE "counted" (
    "learner_id" INTEGER NOT NULL,
    "branch_id" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age" TEXT NOT NULL,
    "measures" TEXT[],
    "key" SMALLINT NOT NULL,

    CONSTRAINT "counted_pkey" PRIMARY KEY ("learner_id")
);

-- CreateTable
CREATE TABLE "rollup" (
    "branch_id" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "key_sum" INTEGER NOT NULL,

    CONSTRAINT "rollup_pkey" PRIMARY KEY ("branch_id","sex","age","measure")
);

-- CreateTable
CREATE TABLE "rollup_day" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "day" DATE NOT NULL,
    "built_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rollup_day_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" SERIAL NOT NULL,
    "plan" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "snapshot_on" DATE NOT NULL,
    "rule" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "failure" JSONB,
    "redraws" JSONB,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_unit" (
    "release_id" INTEGER NOT NULL,
    "unit" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "parent" TEXT,
    "name" TEXT NOT NULL,
    "kinds" TEXT[],
    "nth" INTEGER NOT NULL,
    "population" INTEGER,
    "counted_on" DATE,
    "source" TEXT,

    CONSTRAINT "release_unit_pkey" PRIMARY KEY ("release_id","unit")
);

-- CreateTable
CREATE TABLE "release_cell" (
    "release_id" INTEGER NOT NULL,
    "table" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "sex" TEXT NOT NULL,
    "age" TEXT NOT NULL,
    "shown" INTEGER,
    "band" TEXT,
    "reason" TEXT,
    "was_hidden" BOOLEAN NOT NULL,
    "merged_into" TEXT,
    "merges" TEXT[],
    "share" INTEGER,
    "share_band" TEXT,

    CONSTRAINT "release_cell_pkey" PRIMARY KEY ("release_id","table","unit","measure","sex","age")
);

-- CreateTable
CREATE TABLE "officer" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "place_id" TEXT,
    "plan" TEXT,
    "agency" TEXT,
    "contact_id" INTEGER,
    "invited_by_id" INTEGER,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "officer_invitation" (
    "code_hash" TEXT NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_invitation_pkey" PRIMARY KEY ("code_hash")
);

-- CreateTable
CREATE TABLE "login_link" (
    "token_hash" TEXT NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_link_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "login_request" (
    "browser_hash" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "picture" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" INTEGER,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "login_request_pkey" PRIMARY KEY ("browser_hash")
);

-- CreateTable
CREATE TABLE "officer_session" (
    "token_hash" TEXT NOT NULL,
    "officer_id" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_session_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "officer_id" INTEGER,
    "action" TEXT NOT NULL,
    "place_id" TEXT,
    "facts" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place" (
    "id" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_span" (
    "place_id" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "name" TEXT NOT NULL,
    "parent_id" TEXT,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "former_province" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "place_span_pkey" PRIMARY KEY ("place_id","from")
);

-- CreateTable
CREATE TABLE "population" (
    "place_id" TEXT NOT NULL,
    "counted_on" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "population_pkey" PRIMARY KEY ("place_id","counted_on")
);

-- CreateTable
CREATE TABLE "membership" (
    "id" SERIAL NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "branch_id" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "way" TEXT NOT NULL,
    "sex" TEXT,
    "confirmed_by_id" INTEGER,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" SERIAL NOT NULL,
    "learner_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,
    "officer_id" INTEGER,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "likely_double" (
    "one_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "reasons" TEXT[],
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "settled" TEXT,
    "settled_at" TIMESTAMPTZ(3),
    "officer_id" INTEGER,

    CONSTRAINT "likely_double_pkey" PRIMARY KEY ("one_id","other_id")
);

-- CreateTable
CREATE TABLE "class_list_row" (
    "id" SERIAL NOT NULL,
    "branch_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "birth_year" INTEGER,
    "sex" TEXT,
    "learner_id" INTEGER,
    "officer_id" INTEGER,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "class_list_row_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_words_learner_id_key" ON "member_words"("learner_id");

-- CreateIndex
CREATE INDEX "rollup_measure_idx" ON "rollup"("measure");

-- CreateIndex
CREATE UNIQUE INDEX "release_plan_month_is_demo_key" ON "release"("plan", "month", "is_demo");

-- CreateIndex
CREATE UNIQUE INDEX "officer_contact_id_key" ON "officer"("contact_id");

-- CreateIndex
CREATE INDEX "officer_place_id_idx" ON "officer"("place_id");

-- CreateIndex
CREATE UNIQUE INDEX "login_request_words_key" ON "login_request"("words");

-- CreateIndex
CREATE INDEX "officer_session_officer_id_idx" ON "officer_session"("officer_id");

-- CreateIndex
CREATE INDEX "audit_officer_id_id_idx" ON "audit"("officer_id", "id");

-- CreateIndex
CREATE INDEX "audit_place_id_id_idx" ON "audit"("place_id", "id");

-- CreateIndex
CREATE INDEX "place_span_parent_id_idx" ON "place_span"("parent_id");

-- CreateIndex
CREATE INDEX "membership_learner_id_from_idx" ON "membership"("learner_id", "from");

-- CreateIndex
CREATE INDEX "membership_branch_id_idx" ON "membership"("branch_id");

-- CreateIndex
CREATE INDEX "absence_learner_id_idx" ON "absence"("learner_id");

-- CreateIndex
CREATE INDEX "likely_double_other_id_idx" ON "likely_double"("other_id");

-- CreateIndex
CREATE UNIQUE INDEX "class_list_row_learner_id_key" ON "class_list_row"("learner_id");

-- CreateIndex
CREATE INDEX "class_list_row_branch_id_idx" ON "class_list_row"("branch_id");

-- AddForeignKey
ALTER TABLE "member_words" ADD CONSTRAINT "member_words_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counted" ADD CONSTRAINT "counted_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_unit" ADD CONSTRAINT "release_unit_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_cell" ADD CONSTRAINT "release_cell_release_id_fkey" FOREIGN KEY ("release_id") REFERENCES "release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer" ADD CONSTRAINT "officer_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_invitation" ADD CONSTRAINT "officer_invitation_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_link" ADD CONSTRAINT "login_link_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "login_request" ADD CONSTRAINT "login_request_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "officer_session" ADD CONSTRAINT "officer_session_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_span" ADD CONSTRAINT "place_span_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_span" ADD CONSTRAINT "place_span_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "population" ADD CONSTRAINT "population_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_branch_id_fkey" FOREIGN KEY ("branch_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_confirmed_by_id_fkey" FOREIGN KEY ("confirmed_by_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "likely_double" ADD CONSTRAINT "likely_double_one_id_fkey" FOREIGN KEY ("one_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "likely_double" ADD CONSTRAINT "likely_double_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "likely_double" ADD CONSTRAINT "likely_double_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_list_row" ADD CONSTRAINT "class_list_row_learner_id_fkey" FOREIGN KEY ("learner_id") REFERENCES "learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_list_row" ADD CONSTRAINT "class_list_row_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What reads figures for people has no rights on anything but published figures. A role belongs to the whole server,
-- so another database may have made it already, perhaps in this moment.
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'guong_sang_figures') THEN
    BEGIN
      CREATE ROLE "guong_sang_figures" NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'guong_sang_figures', 'MEMBER') THEN
    GRANT "guong_sang_figures" TO CURRENT_USER;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'an administrator has to do once: CREATE ROLE guong_sang_figures NOLOGIN; GRANT guong_sang_figures TO %', current_user;
END $$;
GRANT SELECT ON "release", "release_unit", "release_cell" TO "guong_sang_figures";

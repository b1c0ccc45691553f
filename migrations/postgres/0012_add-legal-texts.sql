CREATE TABLE "legal_texts" (
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"version" bigint NOT NULL,
	"text" text NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "legal_texts_kind_language_version_pk" PRIMARY KEY("kind","language","version")
);

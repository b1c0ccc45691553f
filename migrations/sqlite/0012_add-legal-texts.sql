CREATE TABLE `legal_texts` (
	`kind` text NOT NULL,
	`language` text NOT NULL,
	`version` integer NOT NULL,
	`text` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`kind`, `language`, `version`)
);

PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "migration_id" TEXT NOT NULL CONSTRAINT "pk___ef_migrations_history" PRIMARY KEY,
    "product_version" TEXT NOT NULL
);
INSERT INTO __EFMigrationsHistory VALUES('20261123055712_Initial','10.0.15');
INSERT INTO __EFMigrationsHistory VALUES('20261123130000_RefuseReplacement','10.0.15');
CREATE TABLE IF NOT EXISTS "api_tokens" (
    "id" TEXT NOT NULL CONSTRAINT "pk_api_tokens" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "hash" BLOB NOT NULL,
    "scope" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" INTEGER NOT NULL,
    "revoked_at" INTEGER NULL
);
INSERT INTO api_tokens VALUES('01a20edd4aa377d18ded13566bdef5f6','Admin:Token',X'b40b784f95ba1db8a24a34c54b10742217815477639e171ac832d96c77e02c0e','write','admin@example.com',639311425133154168,NULL);
INSERT INTO api_tokens VALUES('01a20edd99e07e138206180db8e99e5b','reading',X'f1c1d61fb7038fb5e736e0a058de1a6d6e8bab7822632b46775558304b348d07','read','root',639311425336176586,NULL);
INSERT INTO api_tokens VALUES('01a20eddb7707655839eaf065166fc8c','writing',X'0eb40cb5e67f79fb079cfecb26cf778a4d5182120b0faeb2a42526ea0209f260','write','root',639311425411784862,NULL);
INSERT INTO api_tokens VALUES('01a20eddcff9786ab41cf0fbb780c72d','gone',X'7c85b9cec1804ec7260d2d74b01cd284fd70da7a86bbdc9671c90472947d862f','write','root',639311425474564434,639311426074564434);
CREATE TABLE IF NOT EXISTS "changes" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_changes" PRIMARY KEY AUTOINCREMENT,
    "vehicle" TEXT NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "recorded_by" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "added" INTEGER NOT NULL,
    "revised" INTEGER NOT NULL
);
INSERT INTO changes VALUES(1,'model-3',639311425196048182,'admin@example.com (Admin:Token)','vehicles',1,0);
INSERT INTO changes VALUES(2,'su7',639311425196048182,'admin@example.com (Admin:Token)','vehicles',1,0);
INSERT INTO changes VALUES(3,'xiaomi-ev',639311425196048182,'admin@example.com (Admin:Token)','vehicles',1,0);
INSERT INTO changes VALUES(4,'',639311425206753981,'admin@example.com (Admin:Token)','sources',4,0);
INSERT INTO changes VALUES(5,'',639311425211380371,'admin@example.com (Admin:Token)','cities',1,0);
INSERT INTO changes VALUES(6,'su7',639311425214235531,'admin@example.com (Admin:Token)','milestones',1,0);
INSERT INTO changes VALUES(7,'xiaomi-ev',639311425214235531,'admin@example.com (Admin:Token)','milestones',1,0);
INSERT INTO changes VALUES(8,'su7',639311425218360332,'admin@example.com (Admin:Token)','claims',2,0);
INSERT INTO changes VALUES(9,'model-3',639311425223618366,'admin@example.com (Admin:Token)','figures',1,0);
INSERT INTO changes VALUES(10,'su7',639311425223618366,'admin@example.com (Admin:Token)','figures',13,3);
INSERT INTO changes VALUES(11,'xiaomi-ev',639311425223618366,'admin@example.com (Admin:Token)','figures',1,0);
INSERT INTO changes VALUES(12,'su7',639311425227400113,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(13,'su7',639311425230127797,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(14,'su7',639311425233514401,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(15,'su7',639311425235284275,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(16,'su7',639311425238468033,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(17,'su7',639311425241138977,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(18,'su7',639311425244244445,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(19,'su7',639311425247433796,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(20,'su7',639311425250099798,'admin@example.com (Admin:Token)','figures',0,1);
INSERT INTO changes VALUES(21,'su7',639311425253227308,'admin@example.com (Admin:Token)','figures',0,1);
CREATE TABLE IF NOT EXISTS "cities" (
    "slug" TEXT NOT NULL CONSTRAINT "pk_cities" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "name_zh" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "deliveries_from" TEXT NULL,
    "source" TEXT NOT NULL
);
INSERT INTO cities VALUES('beijing','Beijing','北京','CN','2024-04-18','news');
CREATE TABLE IF NOT EXISTS "data_protection_keys" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_data_protection_keys" PRIMARY KEY AUTOINCREMENT,
    "friendly_name" TEXT NULL,
    "xml" TEXT NULL
);
INSERT INTO data_protection_keys VALUES(1,'key-e83460e3-4c14-4529-99b8-2ec54ddc529a','<key id="e83460e3-4c14-4529-99b8-2ec54ddc529a" version="1"><creationDate>2026-11-24T18:41:53.5019075Z</creationDate><activationDate>2026-11-24T18:41:53.5019075Z</activationDate><expirationDate>2027-02-22T18:41:53.5019075Z</expirationDate><descriptor deserializerType="Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel.AuthenticatedEncryptorDescriptorDeserializer, Microsoft.AspNetCore.DataProtection, Version=10.0.0.0, Culture=neutral, PublicKeyToken=adb9793829ddae60"><descriptor><encryption algorithm="AES_256_CBC" /><validation algorithm="HMACSHA256" /><masterKey p4:requiresEncryption="true" xmlns:p4="http://schemas.asp.net/2015/03/dataProtection"><!-- Warning: the key below is in an unencrypted form. --><value>LH3tURFTMxTgd+6LhGTG+SYP+3Ld3wlyiNLOnysnrKyybskfmK/BzvbhkCR0BN4dm7bACjeINPQGjcvJY3qJOg==</value></masterKey></descriptor></descriptor></key>');
CREATE TABLE IF NOT EXISTS "facts" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_facts" PRIMARY KEY AUTOINCREMENT,
    "change_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "vehicle" TEXT NOT NULL,
    "content" TEXT NOT NULL
);
INSERT INTO facts VALUES(1,1,'vehicles','su7','','{"Slug":"su7","Name":"SU7","Maker":"Xiaomi","LaunchedOn":"2024-03-28","Note":"all trims"}');
INSERT INTO facts VALUES(2,1,'vehicles','model-3','','{"Slug":"model-3","Name":"Model 3","Maker":"Tesla","LaunchedOn":"2017-07-28","Note":"comparator"}');
INSERT INTO facts VALUES(3,1,'vehicles','xiaomi-ev','','{"Slug":"xiaomi-ev","Name":"Xiaomi EV (all models)","Maker":"Xiaomi","LaunchedOn":"2024-03-28","Note":"brand total"}');
INSERT INTO facts VALUES(4,4,'sources','news','','{"Id":"news","Title":"News, weekly","Publisher":"Paper","Url":"https://example.com/n","PublishedOn":"2024-04-18","Grade":"B"}');
INSERT INTO facts VALUES(5,4,'sources','filing','','{"Id":"filing","Title":"Filing of the maker","Publisher":"Agency","Url":"https://example.com/f","PublishedOn":null,"Grade":"A"}');
INSERT INTO facts VALUES(6,4,'sources','blog','','{"Id":"blog","Title":"Blog 北京","Publisher":"Somebody","Url":"","PublishedOn":null,"Grade":"C"}');
INSERT INTO facts VALUES(7,4,'sources','agency','','{"Id":"agency","Title":"Agency report","Publisher":"Agency","Url":"","PublishedOn":"2024-05-06","Grade":"A"}');
INSERT INTO facts VALUES(8,5,'cities','beijing','','{"Slug":"beijing","Name":"Beijing","NameZh":"北京","Country":"CN","DeliveriesFrom":"2024-04-18","Source":"news"}');
INSERT INTO facts VALUES(9,6,'milestones','830795f7278d0f0b9ca6fc664448088b1fff47c8a24a5bb56b1a8abf384b3a12','su7','{"Id":"830795f7278d0f0b9ca6fc664448088b1fff47c8a24a5bb56b1a8abf384b3a12","Vehicle":"su7","Date":"2024-03-28","Precision":"Day","Subject":"SU7","Event":"launched","Source":"news"}');
INSERT INTO facts VALUES(10,6,'milestones','22e19b35f282758a04e723c72d61ddd5b60e05b6fb974aa076d51d959c68501c','xiaomi-ev','{"Id":"22e19b35f282758a04e723c72d61ddd5b60e05b6fb974aa076d51d959c68501c","Vehicle":"xiaomi-ev","Date":"2021-03-01","Precision":"Month","Subject":"Xiaomi EV","Event":"car programme announced","Source":"blog"}');
INSERT INTO facts VALUES(11,8,'claims','nearly-10000','su7','{"Id":"nearly-10000","Vehicle":"su7","Statement":"nearly 10,000 a month","Speaker":"article","StatedOn":"2024-04-18","Metric":"monthly-run-rate","Relation":"Nearly","Low":null,"High":10000,"At":"2024-04-14","Source":"news"}');
INSERT INTO facts VALUES(12,8,'claims','half','su7','{"Id":"half","Vehicle":"su7","Statement":"two and a half times","Speaker":"CEO","StatedOn":"2024-04-18","Metric":"demand-vs-expectation","Relation":"Exact","Low":2.5,"High":2.5,"At":"2024-04-18","Source":"blog"}');
CREATE TABLE IF NOT EXISTS "roles" (
    "id" TEXT NOT NULL CONSTRAINT "pk_roles" PRIMARY KEY,
    "name" TEXT NULL,
    "normalized_name" TEXT NULL,
    "concurrency_stamp" TEXT NULL
);
INSERT INTO roles VALUES('88077365-8144-4f3c-90a5-8ef5a23a66cf','Admin','ADMIN','c4724dd8-3691-4b20-9c75-a0184c1ed95a');
INSERT INTO roles VALUES('207a52fd-6ee7-4e5b-bc5f-d72443fba4de','Analyst','ANALYST','a0046fbb-9813-4ac9-947b-227f91a88a24');
CREATE TABLE IF NOT EXISTS "sources" (
    "id" TEXT NOT NULL CONSTRAINT "pk_sources" PRIMARY KEY,
    "title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "published_on" TEXT NULL,
    "grade" TEXT NOT NULL
);
INSERT INTO sources VALUES('agency','Agency report','Agency','','2024-05-06','A');
INSERT INTO sources VALUES('blog','Blog 北京','Somebody','',NULL,'C');
INSERT INTO sources VALUES('filing','Filing of the maker','Agency','https://example.com/f',NULL,'A');
INSERT INTO sources VALUES('news','News, weekly','Paper','https://example.com/n','2024-04-18','B');
CREATE TABLE IF NOT EXISTS "users" (
    "id" TEXT NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
    "user_name" TEXT NULL,
    "normalized_user_name" TEXT NULL,
    "email" TEXT NULL,
    "normalized_email" TEXT NULL,
    "email_confirmed" INTEGER NOT NULL,
    "password_hash" TEXT NULL,
    "security_stamp" TEXT NULL,
    "concurrency_stamp" TEXT NULL,
    "phone_number" TEXT NULL,
    "phone_number_confirmed" INTEGER NOT NULL,
    "two_factor_enabled" INTEGER NOT NULL,
    "lockout_end" INTEGER NULL,
    "lockout_enabled" INTEGER NOT NULL,
    "access_failed_count" INTEGER NOT NULL
);
INSERT INTO users VALUES('first-admin','admin@example.com','ADMIN@EXAMPLE.COM','admin@example.com','ADMIN@EXAMPLE.COM',1,'AQAAAAIAAYagAAAAEN2qcgNjRu6GpiISi9rm1k/tQmmS72WD2fXTzicLY3AfxL0BhkoVo5W+SAF+FCU/Yw==','C6CDVYEGET7RTWWRZ3GOIHPBC6KIB6IG','171e182b-ec6d-4edf-9dc5-cec29c340d40',NULL,0,0,NULL,1,0);
INSERT INTO users VALUES('5ea1c96a-1fed-4df0-a2fb-a12656a23927','second@example.com','SECOND@EXAMPLE.COM','second@example.com','SECOND@EXAMPLE.COM',1,'AQAAAAIAAYagAAAAEII+AZ+nweiuYkPxISXfIX9vKN8a802WQpBCOPjVLAljxNnccBGkrxHn675Vd4JB+w==','LNQWZEICOPJ2F6FQRVMSAIXXLMCB77PE','5df9ee43-2eba-4ade-a7a7-578df0243e27',NULL,0,0,NULL,1,0);
CREATE TABLE IF NOT EXISTS "vehicles" (
    "slug" TEXT NOT NULL CONSTRAINT "pk_vehicles" PRIMARY KEY,
    "name" TEXT NOT NULL,
    "maker" TEXT NOT NULL,
    "launched_on" TEXT NULL,
    "note" TEXT NOT NULL
);
INSERT INTO vehicles VALUES('model-3','Model 3','Tesla','2017-07-28','comparator');
INSERT INTO vehicles VALUES('su7','SU7','Xiaomi','2024-03-28','all trims');
INSERT INTO vehicles VALUES('xiaomi-ev','Xiaomi EV (all models)','Xiaomi','2024-03-28','brand total');
CREATE TABLE IF NOT EXISTS "role_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_role_claims" PRIMARY KEY AUTOINCREMENT,
    "role_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_role_claims_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "user_claims" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_user_claims" PRIMARY KEY AUTOINCREMENT,
    "user_id" TEXT NOT NULL,
    "claim_type" TEXT NULL,
    "claim_value" TEXT NULL,
    CONSTRAINT "fk_user_claims_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "user_logins" (
    "login_provider" TEXT NOT NULL,
    "provider_key" TEXT NOT NULL,
    "provider_display_name" TEXT NULL,
    "user_id" TEXT NOT NULL,
    CONSTRAINT "pk_user_logins" PRIMARY KEY ("login_provider", "provider_key"),
    CONSTRAINT "fk_user_logins_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "user_passkeys" (
    "credential_id" BLOB NOT NULL CONSTRAINT "pk_user_passkeys" PRIMARY KEY,
    "user_id" TEXT NOT NULL,
    "data" TEXT NOT NULL,
    CONSTRAINT "fk_user_passkeys_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "user_roles" (
    "user_id" TEXT NOT NULL,
    "role_id" TEXT NOT NULL,
    CONSTRAINT "pk_user_roles" PRIMARY KEY ("user_id", "role_id"),
    CONSTRAINT "fk_user_roles_roles_role_id" FOREIGN KEY ("role_id") REFERENCES "roles" ("id") ON DELETE CASCADE,
    CONSTRAINT "fk_user_roles_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
INSERT INTO user_roles VALUES('first-admin','88077365-8144-4f3c-90a5-8ef5a23a66cf');
INSERT INTO user_roles VALUES('5ea1c96a-1fed-4df0-a2fb-a12656a23927','88077365-8144-4f3c-90a5-8ef5a23a66cf');
CREATE TABLE IF NOT EXISTS "user_tokens" (
    "user_id" TEXT NOT NULL,
    "login_provider" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "value" TEXT NULL,
    CONSTRAINT "pk_user_tokens" PRIMARY KEY ("user_id", "login_provider", "name"),
    CONSTRAINT "fk_user_tokens_users_user_id" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
);
CREATE TABLE IF NOT EXISTS "claims" (
    "id" TEXT NOT NULL CONSTRAINT "pk_claims" PRIMARY KEY,
    "vehicle" TEXT NOT NULL,
    "statement" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "stated_on" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "low" TEXT NULL,
    "high" TEXT NULL,
    "at" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "fk_claims_sources_source" FOREIGN KEY ("source") REFERENCES "sources" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_claims_vehicles_vehicle" FOREIGN KEY ("vehicle") REFERENCES "vehicles" ("slug") ON DELETE RESTRICT
);
INSERT INTO claims VALUES('half','su7','two and a half times','CEO','2024-04-18','demand-vs-expectation','exact','2.5','2.5','2024-04-18','blog');
INSERT INTO claims VALUES('nearly-10000','su7','nearly 10,000 a month','article','2024-04-18','monthly-run-rate','nearly',NULL,'10000.0','2024-04-14','news');
CREATE TABLE IF NOT EXISTS "figures" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_figures" PRIMARY KEY AUTOINCREMENT,
    "change_id" INTEGER NOT NULL,
    "vehicle" TEXT NOT NULL,
    "measure" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "reading" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "period_start" TEXT NOT NULL,
    "period_end" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "low" INTEGER NULL,
    "high" INTEGER NULL,
    "qualifier" TEXT NOT NULL,
    "published_on" TEXT NULL,
    "source" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "withdrawn" INTEGER NOT NULL,
    "recorded_at" INTEGER NOT NULL,
    "recorded_by" TEXT NOT NULL,
    CONSTRAINT "fk_figures_sources_source" FOREIGN KEY ("source") REFERENCES "sources" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_figures_vehicles_vehicle" FOREIGN KEY ("vehicle") REFERENCES "vehicles" ("slug") ON DELETE RESTRICT
);
INSERT INTO figures VALUES(1,10,'su7','production','built','in_period','','2024-04-08','2024-04-14',1,2394,2394,'exact','2024-04-18','news','first week','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(2,10,'su7','production','built','in_period','','2024-04-15','2024-04-21',1,3000,3000,'about','2024-04-25','news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(3,10,'su7','production','built','in_period','','2024-04-15','2024-04-21',2,3100,3100,'exact','2024-05-10','filing','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(4,10,'su7','production','built','in_period','','2024-04-22','2024-04-28',1,2000,2000,'exact','2024-05-01','blog','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(5,10,'su7','production','built','in_period','','2024-04-29','2024-05-05',1,1500,1500,'exact','2024-05-08','news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(6,10,'su7','production','built','in_period','','2024-05-06','2024-05-12',1,1700,1700,'exact','2024-05-15','news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(7,10,'su7','production','built','in_period','','2024-05-13','2024-05-19',1,10,10,'exact','2024-05-20','news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(8,10,'su7','production','built','in_period','','2024-05-20','2024-05-26',1,900,900,'exact','2024-05-30','blog','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(9,10,'su7','deliveries','delivered','in_period','','2024-04-01','2024-04-30',1,7058,7058,'exact','2024-05-06','agency','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(10,10,'su7','deliveries','delivered','in_period','','2024-05-01','2024-05-31',1,8646,8646,'exact','2024-06-01','agency','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(11,10,'su7','deliveries','delivered','in_period','','2024-05-01','2024-05-31',2,8000,NULL,'at_least','2024-06-01','blog','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(12,10,'su7','deliveries','delivered','cumulative','','2024-05-15','2024-05-15',1,10000,NULL,'at_least',NULL,'blog','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(13,10,'su7','deliveries','delivered','in_period','beijing','2024-04-18','2024-04-30',1,NULL,38,'at_most',NULL,'news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(14,10,'su7','deliveries','target','in_period','','2024-01-01','2024-12-31',1,100000,NULL,'at_least','2024-04-23','news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(15,10,'su7','deliveries','target','in_period','','2024-01-01','2024-12-31',2,120000,120000,'exact','2024-06-20','agency','raised','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(16,10,'su7','orders','locked','cumulative','','2024-04-02','2024-04-02',1,40000,NULL,'at_least',NULL,'news','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(17,9,'model-3','production','built','in_period','','2017-07-01','2017-09-30',1,260,260,'exact','2017-10-02','filing','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(18,11,'xiaomi-ev','deliveries','delivered','in_period','','2024-05-01','2024-05-31',1,8646,8646,'exact','2024-06-01','agency','','',0,639311425223618366,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(19,12,'su7','production','built','in_period','','2024-04-08','2024-04-14',2,2400,2400,'exact','2024-05-02','news','','restated',0,639311425227400113,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(20,13,'su7','production','built','in_period','','2024-04-08','2024-04-14',3,2394,2394,'exact','2024-05-20','news','','restated by mistake',0,639311425230127797,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(21,14,'su7','production','built','in_period','','2024-04-15','2024-04-21',3,3050,3050,'exact','2024-06-01','news','says the paper again','',0,639311425233514401,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(22,15,'su7','production','built','in_period','','2024-04-22','2024-04-28',2,2500,2500,'exact','2024-05-20','filing','','the filing counts all lines',0,639311425235284275,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(23,16,'su7','production','built','in_period','','2024-04-29','2024-05-05',2,1500,1500,'exact','2024-05-30','filing','','',1,639311425238468033,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(24,17,'su7','production','built','in_period','','2024-05-06','2024-05-12',2,1700,1700,'exact','2024-05-16','news','','retracted',1,639311425241138977,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(25,18,'su7','production','built','in_period','','2024-05-06','2024-05-12',3,1700,1700,'exact','2024-05-17','news','','retracted by mistake',0,639311425244244445,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(26,19,'su7','production','built','in_period','','2024-05-13','2024-05-19',2,20,20,'exact','2024-05-21','blog','','',0,639311425247433796,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(27,20,'su7','production','built','in_period','','2024-05-13','2024-05-19',3,30,30,'exact','2024-05-22','filing','','audited',0,639311425250099798,'admin@example.com (Admin:Token)');
INSERT INTO figures VALUES(28,21,'su7','production','built','in_period','','2024-05-20','2024-05-26',2,950,950,'exact',NULL,'filing','','audited, no day given',0,639311425253227308,'admin@example.com (Admin:Token)');
CREATE TABLE IF NOT EXISTS "milestones" (
    "id" TEXT NOT NULL CONSTRAINT "pk_milestones" PRIMARY KEY,
    "vehicle" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "precision" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    CONSTRAINT "fk_milestones_sources_source" FOREIGN KEY ("source") REFERENCES "sources" ("id") ON DELETE RESTRICT,
    CONSTRAINT "fk_milestones_vehicles_vehicle" FOREIGN KEY ("vehicle") REFERENCES "vehicles" ("slug") ON DELETE RESTRICT
);
INSERT INTO milestones VALUES('22e19b35f282758a04e723c72d61ddd5b60e05b6fb974aa076d51d959c68501c','xiaomi-ev','2021-03-01','month','Xiaomi EV','car programme announced','blog');
INSERT INTO milestones VALUES('830795f7278d0f0b9ca6fc664448088b1fff47c8a24a5bb56b1a8abf384b3a12','su7','2024-03-28','day','SU7','launched','news');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('data_protection_keys',1);
INSERT INTO sqlite_sequence VALUES('changes',21);
INSERT INTO sqlite_sequence VALUES('facts',12);
INSERT INTO sqlite_sequence VALUES('figures',28);
CREATE UNIQUE INDEX "ix_api_tokens_hash" ON "api_tokens" ("hash");
CREATE INDEX "ix_changes_vehicle_id" ON "changes" ("vehicle", "id");
CREATE INDEX "ix_claims_source" ON "claims" ("source");
CREATE INDEX "ix_claims_vehicle" ON "claims" ("vehicle");
CREATE INDEX "ix_facts_kind_key_id" ON "facts" ("kind", "key", "id");
CREATE INDEX "ix_facts_kind_vehicle_id" ON "facts" ("kind", "vehicle", "id");
CREATE INDEX "ix_figures_source_vehicle" ON "figures" ("source", "vehicle");
CREATE INDEX "ix_figures_vehicle_id" ON "figures" ("vehicle", "id");
CREATE UNIQUE INDEX "ux_figures_key" ON "figures" ("vehicle", "measure", "basis", "reading", "city", "period_start", "period_end", "revision");
CREATE INDEX "ix_milestones_source" ON "milestones" ("source");
CREATE INDEX "ix_milestones_vehicle" ON "milestones" ("vehicle");
CREATE INDEX "ix_role_claims_role_id" ON "role_claims" ("role_id");
CREATE UNIQUE INDEX "RoleNameIndex" ON "roles" ("normalized_name");
CREATE INDEX "ix_user_claims_user_id" ON "user_claims" ("user_id");
CREATE INDEX "ix_user_logins_user_id" ON "user_logins" ("user_id");
CREATE INDEX "ix_user_passkeys_user_id" ON "user_passkeys" ("user_id");
CREATE INDEX "ix_user_roles_role_id" ON "user_roles" ("role_id");
CREATE INDEX "EmailIndex" ON "users" ("normalized_email");
CREATE UNIQUE INDEX "UserNameIndex" ON "users" ("normalized_user_name");
CREATE TRIGGER figures_no_update before update on figures begin select raise(abort, 'figures is append-only: update refused'); end;
CREATE TRIGGER figures_no_delete before delete on figures begin select raise(abort, 'figures is append-only: delete refused'); end;
CREATE TRIGGER changes_no_update before update on changes begin select raise(abort, 'changes is append-only: update refused'); end;
CREATE TRIGGER changes_no_delete before delete on changes begin select raise(abort, 'changes is append-only: delete refused'); end;
CREATE TRIGGER facts_no_update before update on facts begin select raise(abort, 'facts is append-only: update refused'); end;
CREATE TRIGGER facts_no_delete before delete on facts begin select raise(abort, 'facts is append-only: delete refused'); end;
CREATE TRIGGER figures_no_replace before insert on figures
when exists (select 1 from figures where id = new.id) or exists (select 1 from figures where vehicle = new.vehicle and measure = new.measure and basis = new.basis and reading = new.reading and city = new.city and period_start = new.period_start and period_end = new.period_end and revision = new.revision)
begin select raise(abort, 'figures is append-only: a second row with the same key refused'); end;
CREATE TRIGGER changes_no_replace before insert on changes
when exists (select 1 from changes where id = new.id)
begin select raise(abort, 'changes is append-only: a second row with the same key refused'); end;
CREATE TRIGGER facts_no_replace before insert on facts
when exists (select 1 from facts where id = new.id)
begin select raise(abort, 'facts is append-only: a second row with the same key refused'); end;
COMMIT;

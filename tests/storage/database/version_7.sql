-- What version 7 of the schema kept; test_version_before.py says of what.
BEGIN TRANSACTION;
CREATE TABLE aliases (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
        alias TEXT NOT NULL,
        PRIMARY KEY (transcript_id, speaker_id, alias)
    );
INSERT INTO "aliases" VALUES(1,1,'Ivo Reed');
INSERT INTO "aliases" VALUES(1,2,'Wanda Kestrel');
INSERT INTO "aliases" VALUES(2,3,'Ada Brook');
INSERT INTO "aliases" VALUES(2,3,'阿达·布鲁克');
INSERT INTO "aliases" VALUES(2,1,'Ivo Reed');
INSERT INTO "aliases" VALUES(3,4,'林桥');
INSERT INTO "aliases" VALUES(3,4,'Lin Qiao');
INSERT INTO "aliases" VALUES(3,4,'Лин Цяо');
CREATE TABLE appearances (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL REFERENCES speakers ON DELETE CASCADE,
        printed TEXT NOT NULL,
        role TEXT NOT NULL,
        PRIMARY KEY (transcript_id, speaker_id)
    );
INSERT INTO "appearances" VALUES(1,1,'Ivo Reed','Miller');
INSERT INTO "appearances" VALUES(1,2,'Wanda Kestrel','Schoolteacher');
INSERT INTO "appearances" VALUES(2,3,'Ada Brook','Mayor of Millford');
INSERT INTO "appearances" VALUES(2,1,'Ivo Reed','Miller');
INSERT INTO "appearances" VALUES(3,4,'林桥','校长');
CREATE TABLE chats (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        zone TEXT NOT NULL DEFAULT 'UTC',
        last_excerpt TEXT NOT NULL DEFAULT '',
        showings INTEGER NOT NULL DEFAULT 0
    , closed INTEGER NOT NULL DEFAULT 0);
INSERT INTO "chats" VALUES(1,'telegram:113','UTC','',0,0);
INSERT INTO "chats" VALUES(2,'telegram:110','UTC','QZ3V87N7',3,0);
INSERT INTO "chats" VALUES(3,'telegram:112','UTC','',0,0);
INSERT INTO "chats" VALUES(4,'telegram:101','UTC','QZ3V87N7',4,0);
INSERT INTO "chats" VALUES(5,'telegram:117','UTC','5T4SNTB9',1,0);
INSERT INTO "chats" VALUES(6,'telegram:118','UTC','JFM7CNER',1,0);
INSERT INTO "chats" VALUES(7,'telegram:133','UTC','S556EKH9',1,0);
INSERT INTO "chats" VALUES(8,'telegram:120','UTC','H25RH8WT',1,0);
INSERT INTO "chats" VALUES(9,'telegram:121','UTC','QZ3V87N7',1,0);
INSERT INTO "chats" VALUES(10,'telegram:122','UTC','QZ3V87N7',1,0);
INSERT INTO "chats" VALUES(11,'telegram:123','UTC','JFM7CNER',1,1);
INSERT INTO "chats" VALUES(12,'telegram:124','UTC','JFM7CNER',1,1);
INSERT INTO "chats" VALUES(13,'telegram:125','UTC','89NVXX5G',1,0);
INSERT INTO "chats" VALUES(14,'telegram:104','UTC','H25RH8WT',1,0);
INSERT INTO "chats" VALUES(15,'telegram:105','UTC','XDKJJE04',1,1);
INSERT INTO "chats" VALUES(17,'telegram:-1140','UTC','',0,0);
INSERT INTO "chats" VALUES(18,'telegram:107','UTC','',0,0);
INSERT INTO "chats" VALUES(19,'telegram:130','UTC','',0,0);
INSERT INTO "chats" VALUES(20,'telegram:108','UTC','T21FF1CB',1,0);
INSERT INTO "chats" VALUES(21,'telegram:109','UTC','H25RH8WT',1,0);
INSERT INTO "chats" VALUES(22,'telegram:115','UTC','XDKJJE04',1,0);
INSERT INTO "chats" VALUES(23,'telegram:111','UTC','QZ3V87N7',3,0);
INSERT INTO "chats" VALUES(24,'telegram:119','UTC','QZ3V87N7',1,0);
INSERT INTO "chats" VALUES(25,'telegram:126','UTC','S556EKH9',1,0);
INSERT INTO "chats" VALUES(26,'telegram:127','UTC','XDKJJE04',1,0);
INSERT INTO "chats" VALUES(27,'telegram:128','UTC','XDKJJE04',1,0);
INSERT INTO "chats" VALUES(28,'telegram:129','UTC','PR22866A',1,0);
INSERT INTO "chats" VALUES(29,'telegram:132','UTC','JFM7CNER',1,0);
INSERT INTO "chats" VALUES(30,'telegram:116','UTC','XDKJJE04',1,0);
INSERT INTO "chats" VALUES(31,'telegram:102','UTC','PR22866A',1,0);
INSERT INTO "chats" VALUES(32,'telegram:103','UTC','H25RH8WT',1,0);
INSERT INTO "chats" VALUES(33,'telegram:140','UTC+05:30','',0,0);
INSERT INTO "chats" VALUES(34,'telegram:141','Europe/Berlin','',0,0);
INSERT INTO "chats" VALUES(35,'telegram:142','Asia/Shanghai','',0,0);
INSERT INTO "chats" VALUES(36,'telegram:143','America/New_York','',0,0);
INSERT INTO "chats" VALUES(37,'telegram:144','Asia/Tokyo','',0,1);
INSERT INTO "chats" VALUES(38,'telegram:-1001','Asia/Kathmandu','89NVXX5G',1,0);
INSERT INTO "chats" VALUES(39,'telegram:131','UTC','',0,0);
INSERT INTO "chats" VALUES(40,'terminal:0','Europe/Paris','H25RH8WT',5,0);
INSERT INTO "chats" VALUES(41,'telegram:106','UTC','S556EKH9',1,0);
INSERT INTO "chats" VALUES(42,'telegram:150','UTC','H25RH8WT',5,0);
INSERT INTO "chats" VALUES(43,'telegram:151','UTC','89NVXX5G',2,0);
INSERT INTO "chats" VALUES(44,'telegram:160','UTC','5T4SNTB9',3,0);
CREATE TABLE comments (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL,
        excerpt_id TEXT NOT NULL DEFAULT '',
        parent_id INTEGER REFERENCES comments,
        chat TEXT NOT NULL DEFAULT '',
        author TEXT NOT NULL,
        author_key TEXT NOT NULL DEFAULT '',
        written TEXT NOT NULL,
        text TEXT NOT NULL,
        origin TEXT NOT NULL DEFAULT '',
        removed INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "comments" VALUES(1,'millford-bridge-1921','',NULL,'','Librarian','','1921-05-04','The bridge was opened in the rain, and most of the audience stood under the arches of the mill.','af9c25f7c91d420ec9a639fa',0);
INSERT INTO "comments" VALUES(2,'millford-bridge-1921','',1,'','Noor','','1921-05-05','It stopped before the end.','ac045c412eb8c7bbd8b26474',0);
INSERT INTO "comments" VALUES(3,'millford-bridge-1921','',2,'','Pavel','','1921-05-06','Who says so?','e99fd28fca396d515d36c6ab',0);
INSERT INTO "comments" VALUES(4,'millford-bridge-1921','',1,'','Mei','','1921-05-07','The paper did, on its second page.','c6e8106f31fbae405df30e77',0);
INSERT INTO "comments" VALUES(5,'millford-bridge-1921','',NULL,'','Somebody','','1921-05-08','I carried bread that day.','5019b244dc7279e0d477b8cf',0);
INSERT INTO "comments" VALUES(6,'millford-bridge-1921','89NVXX5G',NULL,'telegram:150','Ada','telegram:ada','2026-11-20T07:30:00+00:00','The bridge still stands.','',0);
INSERT INTO "comments" VALUES(7,'millford-bridge-1921','89NVXX5G',6,'telegram:150','','','2026-11-20T07:31:00+00:00','','',1);
INSERT INTO "comments" VALUES(8,'millford-bridge-1921','89NVXX5G',7,'telegram:150','Cleo','telegram:cleo','2026-11-20T07:32:00+00:00','And the school?','',0);
INSERT INTO "comments" VALUES(9,'millford-bridge-1921','',4,'telegram:150','Ada','telegram:ada','2026-11-20T07:30:00+00:00','The paper was right.','',0);
INSERT INTO "comments" VALUES(10,'millford-bridge-1921','89NVXX5G',NULL,'terminal:0','Ada','terminal:ada','2026-11-20T07:34:00+00:00','Read in a terminal.','',0);
CREATE TABLE days (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        date TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        PRIMARY KEY (chat_id, thread, date)
    );
INSERT INTO "days" VALUES(4,'','2026-11-17','89NVXX5G');
INSERT INTO "days" VALUES(4,'','2026-11-18','PR22866A');
INSERT INTO "days" VALUES(4,'','2026-11-19','T21FF1CB');
INSERT INTO "days" VALUES(5,'','2026-11-20','5T4SNTB9');
INSERT INTO "days" VALUES(6,'','2026-11-20','JFM7CNER');
INSERT INTO "days" VALUES(7,'','2026-11-20','S556EKH9');
INSERT INTO "days" VALUES(8,'','2026-11-20','H25RH8WT');
INSERT INTO "days" VALUES(9,'','2026-11-20','QZ3V87N7');
INSERT INTO "days" VALUES(10,'','2026-11-20','QZ3V87N7');
INSERT INTO "days" VALUES(11,'','2026-11-20','JFM7CNER');
INSERT INTO "days" VALUES(12,'','2026-11-20','JFM7CNER');
INSERT INTO "days" VALUES(13,'','2026-11-20','89NVXX5G');
INSERT INTO "days" VALUES(14,'','2026-11-20','H25RH8WT');
INSERT INTO "days" VALUES(15,'','2026-11-20','XDKJJE04');
INSERT INTO "days" VALUES(20,'','2026-11-20','T21FF1CB');
INSERT INTO "days" VALUES(21,'','2026-11-20','H25RH8WT');
INSERT INTO "days" VALUES(22,'','2026-11-20','XDKJJE04');
INSERT INTO "days" VALUES(24,'','2026-11-20','QZ3V87N7');
INSERT INTO "days" VALUES(25,'','2026-11-20','S556EKH9');
INSERT INTO "days" VALUES(26,'','2026-11-20','XDKJJE04');
INSERT INTO "days" VALUES(27,'','2026-11-20','XDKJJE04');
INSERT INTO "days" VALUES(28,'','2026-11-20','PR22866A');
INSERT INTO "days" VALUES(29,'','2026-11-20','JFM7CNER');
INSERT INTO "days" VALUES(30,'','2026-11-20','XDKJJE04');
INSERT INTO "days" VALUES(38,'8','2026-11-20','89NVXX5G');
INSERT INTO "days" VALUES(32,'','2026-11-20','H25RH8WT');
INSERT INTO "days" VALUES(4,'','2026-11-20','QZ3V87N7');
INSERT INTO "days" VALUES(31,'','2026-11-20','PR22866A');
INSERT INTO "days" VALUES(44,'','2026-11-20','5T4SNTB9');
CREATE TABLE deliveries (
        id INTEGER PRIMARY KEY,
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        date TEXT NOT NULL,
        due TEXT NOT NULL,
        excerpt_id TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        ready TEXT NOT NULL,
        owner TEXT NOT NULL DEFAULT '',
        lease TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0,
        message TEXT NOT NULL DEFAULT '',
        changed TEXT NOT NULL,
        UNIQUE (chat_id, thread, date)
    );
INSERT INTO "deliveries" VALUES(1,1,'','2026-11-20','2026-11-20T07:00:00.000+00:00','','skipped','the library is empty','2026-11-20T07:00:00.000+00:00','','',0,'','2026-11-20T07:00:01.000+00:00');
INSERT INTO "deliveries" VALUES(2,2,'','2026-11-17','2026-11-17T06:30:00.000+00:00','','sent','','2026-11-17T06:30:02.000+00:00','','2026-11-17T06:31:32.000+00:00',1,'9','2026-11-17T06:30:02.000+00:00');
INSERT INTO "deliveries" VALUES(3,3,'','2026-11-17','2026-11-17T06:30:00.000+00:00','','sent','','2026-11-17T06:30:02.000+00:00','','2026-11-17T06:31:32.000+00:00',1,'9','2026-11-17T06:30:02.000+00:00');
INSERT INTO "deliveries" VALUES(4,2,'','2026-11-18','2026-11-18T06:30:00.000+00:00','','skipped','nothing left','2026-11-18T06:30:00.000+00:00','','',0,'','2026-11-18T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(5,3,'','2026-11-18','2026-11-18T06:30:00.000+00:00','','skipped','the library holds nothing of what is followed','2026-11-18T06:30:00.000+00:00','','',0,'','2026-11-18T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(6,2,'','2026-11-19','2026-11-19T06:30:00.000+00:00','','skipped','nothing left','2026-11-19T06:30:00.000+00:00','','',0,'','2026-11-19T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(7,3,'','2026-11-19','2026-11-19T06:30:00.000+00:00','','skipped','the library holds nothing of what is followed','2026-11-19T06:30:00.000+00:00','','',0,'','2026-11-19T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(8,2,'','2026-11-20','2026-11-20T06:30:00.000+00:00','','skipped','nothing left','2026-11-20T06:30:00.000+00:00','','',0,'','2026-11-20T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(9,3,'','2026-11-20','2026-11-20T06:30:00.000+00:00','','skipped','the library holds nothing of what is followed','2026-11-20T06:30:00.000+00:00','','',0,'','2026-11-20T06:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(10,4,'','2026-11-17','2026-11-17T08:30:00.000+00:00','89NVXX5G','sent','','2026-11-17T08:31:00.000+00:00','','2026-11-17T08:32:30.000+00:00',1,'17','2026-11-17T08:31:00.000+00:00');
INSERT INTO "deliveries" VALUES(11,4,'','2026-11-18','2026-11-18T08:30:00.000+00:00','PR22866A','sent','','2026-11-18T08:31:00.000+00:00','','2026-11-18T08:32:30.000+00:00',1,'18','2026-11-18T08:31:00.000+00:00');
INSERT INTO "deliveries" VALUES(12,4,'','2026-11-19','2026-11-19T08:30:00.000+00:00','T21FF1CB','sent','','2026-11-19T08:31:00.000+00:00','','2026-11-19T08:32:30.000+00:00',1,'19','2026-11-19T08:31:00.000+00:00');
INSERT INTO "deliveries" VALUES(13,5,'','2026-11-20','2026-11-20T07:03:00.000+00:00','5T4SNTB9','failed','a reload took its excerpt away','2026-11-20T07:03:02.000+00:00','','2026-11-20T07:04:32.000+00:00',1,'','2026-11-20T07:03:02.000+00:00');
INSERT INTO "deliveries" VALUES(14,6,'','2026-11-20','2026-11-20T07:04:00.000+00:00','JFM7CNER','failed','it is not ours to send any more','2026-11-20T07:04:02.000+00:00','','2026-11-20T07:05:32.000+00:00',1,'','2026-11-20T07:04:02.000+00:00');
INSERT INTO "deliveries" VALUES(15,7,'','2026-11-20','2026-11-20T07:05:00.000+00:00','S556EKH9','failed','what an earlier version said','2026-11-20T07:05:02.000+00:00','','2026-11-20T07:06:32.000+00:00',1,'','2026-11-20T07:05:02.000+00:00');
INSERT INTO "deliveries" VALUES(16,8,'','2026-11-20','2026-11-20T07:06:00.000+00:00','H25RH8WT','ambiguous','an error on our side','2026-11-20T07:06:02.000+00:00','','2026-11-20T07:07:32.000+00:00',1,'','2026-11-20T07:06:02.000+00:00');
INSERT INTO "deliveries" VALUES(17,9,'','2026-11-20','2026-11-20T07:07:00.000+00:00','QZ3V87N7','ambiguous','the connection broke after it was sent','2026-11-20T07:07:02.000+00:00','','2026-11-20T07:08:32.000+00:00',1,'','2026-11-20T07:07:02.000+00:00');
INSERT INTO "deliveries" VALUES(18,10,'','2026-11-20','2026-11-20T07:08:00.000+00:00','QZ3V87N7','ambiguous','an answer that can''t be read','2026-11-20T07:08:02.000+00:00','','2026-11-20T07:09:32.000+00:00',1,'','2026-11-20T07:08:02.000+00:00');
INSERT INTO "deliveries" VALUES(19,11,'','2026-11-20','2026-11-20T07:09:00.000+00:00','JFM7CNER','failed','the chat is gone','2026-11-20T07:09:02.000+00:00','','2026-11-20T07:10:32.000+00:00',1,'','2026-11-20T07:09:02.000+00:00');
INSERT INTO "deliveries" VALUES(20,12,'','2026-11-20','2026-11-20T07:10:00.000+00:00','JFM7CNER','failed','the chat is closed to us','2026-11-20T07:10:02.000+00:00','','2026-11-20T07:11:32.000+00:00',1,'','2026-11-20T07:10:02.000+00:00');
INSERT INTO "deliveries" VALUES(21,13,'','2026-11-20','2026-11-20T07:11:00.000+00:00','89NVXX5G','failed','refused: Not enough rights to send text messages','2026-11-20T07:11:02.000+00:00','','2026-11-20T07:12:32.000+00:00',1,'','2026-11-20T07:11:02.000+00:00');
INSERT INTO "deliveries" VALUES(22,14,'','2026-11-20','2026-11-20T07:12:00.000+00:00','H25RH8WT','skipped','it was turned off','2026-11-20T07:12:00.000+00:00','','',0,'','2026-11-20T07:12:09.000+00:00');
INSERT INTO "deliveries" VALUES(23,15,'','2026-11-20','2026-11-20T07:13:00.000+00:00','XDKJJE04','skipped','the chat was closed to us before it was sent','2026-11-20T07:13:00.000+00:00','','',0,'','2026-11-20T08:40:00.000+00:00');
INSERT INTO "deliveries" VALUES(24,17,'','2026-11-20','2026-11-20T07:14:00.000+00:00','','skipped','the group has other settings under its new id','2026-11-20T07:14:00.000+00:00','','',0,'','2026-11-20T07:14:01.000+00:00');
INSERT INTO "deliveries" VALUES(25,18,'','2026-11-20','2026-11-20T03:00:00.000+00:00','','skipped','the bot was not running at its hour','2026-11-20T03:00:00.000+00:00','','',0,'','2026-11-20T07:35:00.000+00:00');
INSERT INTO "deliveries" VALUES(26,19,'','2026-11-20','2026-11-20T02:00:00.000+00:00','','skipped','the bot was not running at its hour','2026-11-20T02:00:00.000+00:00','','',0,'','2026-11-20T07:35:00.000+00:00');
INSERT INTO "deliveries" VALUES(27,20,'','2026-11-20','2026-11-20T04:00:00.000+00:00','T21FF1CB','skipped','too late','2026-11-20T04:06:00.000+00:00','','2026-11-20T04:07:30.000+00:00',0,'','2026-11-20T07:36:00.000+00:00');
INSERT INTO "deliveries" VALUES(28,21,'','2026-11-20','2026-11-20T04:05:00.000+00:00','H25RH8WT','skipped','Telegram could not be reached','2026-11-20T04:06:02.000+00:00','','2026-11-20T04:07:30.000+00:00',1,'','2026-11-20T07:36:00.000+00:00');
INSERT INTO "deliveries" VALUES(29,22,'','2026-11-20','2026-11-20T07:15:00.000+00:00','XDKJJE04','ambiguous','stopped while it was being sent','2026-11-20T07:42:00.000+00:00','','2026-11-20T07:41:30.000+00:00',1,'','2026-11-20T07:42:00.000+00:00');
INSERT INTO "deliveries" VALUES(30,24,'','2026-11-20','2026-11-20T07:16:00.000+00:00','QZ3V87N7','pending','the database: The disk is full. Nothing was saved.','2026-11-20T09:46:02.000+00:00','','2026-11-20T07:17:32.000+00:00',1,'','2026-11-20T07:16:02.000+00:00');
INSERT INTO "deliveries" VALUES(31,25,'','2026-11-20','2026-11-20T07:17:00.000+00:00','S556EKH9','pending','Telegram told the chat to wait 3000 s','2026-11-20T09:47:02.000+00:00','','2026-11-20T07:18:32.000+00:00',1,'','2026-11-20T07:17:02.000+00:00');
INSERT INTO "deliveries" VALUES(32,26,'','2026-11-20','2026-11-20T07:18:00.000+00:00','XDKJJE04','pending','Telegram does not know the bot''s token','2026-11-20T09:48:02.000+00:00','','2026-11-20T07:19:32.000+00:00',1,'','2026-11-20T07:18:02.000+00:00');
INSERT INTO "deliveries" VALUES(33,27,'','2026-11-20','2026-11-20T07:19:00.000+00:00','XDKJJE04','pending','the chat had its share','2026-11-20T09:49:02.000+00:00','','2026-11-20T07:20:32.000+00:00',0,'','2026-11-20T07:19:02.000+00:00');
INSERT INTO "deliveries" VALUES(34,28,'','2026-11-20','2026-11-20T07:20:00.000+00:00','PR22866A','pending','the group has a new id','2026-11-20T09:50:02.000+00:00','','2026-11-20T07:21:32.000+00:00',1,'','2026-11-20T07:20:02.000+00:00');
INSERT INTO "deliveries" VALUES(35,29,'','2026-11-20','2026-11-20T07:21:00.000+00:00','JFM7CNER','pending','Telegram could not be reached','2026-11-20T09:51:02.000+00:00','','2026-11-20T07:22:32.000+00:00',1,'','2026-11-20T07:21:02.000+00:00');
INSERT INTO "deliveries" VALUES(36,30,'','2026-11-20','2026-11-20T07:22:00.000+00:00','XDKJJE04','pending','stopped while it was being sent','2026-11-20T08:10:00.000+00:00','','2026-11-20T08:06:30.000+00:00',1,'','2026-11-20T08:10:00.000+00:00');
INSERT INTO "deliveries" VALUES(37,23,'','2026-11-19','2026-11-19T08:30:00.000+00:00','','skipped','the bot was not running at its hour','2026-11-19T08:30:00.000+00:00','','',0,'','2026-11-20T08:29:01.000+00:00');
INSERT INTO "deliveries" VALUES(38,39,'','2026-11-19','2026-11-19T08:30:00.000+00:00','','skipped','the bot was not running at its hour','2026-11-19T08:30:00.000+00:00','','',0,'','2026-11-20T08:29:01.000+00:00');
INSERT INTO "deliveries" VALUES(39,38,'8','2026-11-20','2026-11-20T07:15:00.000+00:00','89NVXX5G','sent','','2026-11-20T08:30:02.000+00:00','','2026-11-20T08:31:32.000+00:00',1,'20','2026-11-20T08:30:02.000+00:00');
INSERT INTO "deliveries" VALUES(40,32,'','2026-11-20','2026-11-20T08:29:00.000+00:00','H25RH8WT','sending','','2026-11-20T08:29:00.000+00:00','alive','2026-11-20T08:49:02.000+00:00',1,'','2026-11-20T08:29:02.000+00:00');
INSERT INTO "deliveries" VALUES(41,4,'','2026-11-20','2026-11-20T08:30:00.000+00:00','QZ3V87N7','sent','','2026-11-20T08:30:02.000+00:00','','2026-11-20T08:31:32.000+00:00',1,'20','2026-11-20T08:30:02.000+00:00');
INSERT INTO "deliveries" VALUES(42,31,'','2026-11-20','2026-11-20T08:30:00.000+00:00','PR22866A','pending','','2026-11-20T08:30:00.000+00:00','','',0,'','2026-11-20T08:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(43,23,'','2026-11-20','2026-11-20T08:30:00.000+00:00','','pending','nothing left','2026-11-20T08:30:00.000+00:00','','',0,'','2026-11-20T08:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(44,39,'','2026-11-20','2026-11-20T08:30:00.000+00:00','','pending','the library holds nothing of what is followed','2026-11-20T08:30:00.000+00:00','','',0,'','2026-11-20T08:30:01.000+00:00');
INSERT INTO "deliveries" VALUES(45,41,'','2026-11-20','2026-11-20T08:33:00.000+00:00','S556EKH9','skipped','something else was chosen','2026-11-20T11:03:02.000+00:00','','2026-11-20T08:34:32.000+00:00',1,'','2026-11-20T08:33:09.000+00:00');
CREATE TABLE embedding_troubles (
        encoder TEXT PRIMARY KEY,
        reason TEXT NOT NULL,
        since TEXT NOT NULL
    );
CREATE TABLE excerpts (
        id TEXT PRIMARY KEY,
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        position INTEGER NOT NULL,
        turn INTEGER NOT NULL,
        kind TEXT NOT NULL,
        speaker_id INTEGER REFERENCES speakers,
        read_by_id INTEGER REFERENCES speakers,
        lead TEXT NOT NULL,
        text TEXT NOT NULL,
        trail TEXT NOT NULL,
        doubt TEXT NOT NULL,
        slot INTEGER,
        speaker_slot INTEGER
    );
INSERT INTO "excerpts" VALUES('JFM7CNER',1,0,0,'speech',2,NULL,'','A school without a library is a mill without a river. The wheel stands there, well made and well oiled, and nothing turns. I ask this council for forty books, and I promise that not one of them will be returned unread.','','',0,0);
INSERT INTO "excerpts" VALUES('5T4SNTB9',1,1,0,'speech',2,NULL,'

','Liberty begins on the day a child can read the rules by which it is governed. No wall keeps out a storm as well as a neighbour who understands why the wall was built. Give us the books, and we shall give you the neighbours.','','',1,1);
INSERT INTO "excerpts" VALUES('XDKJJE04',1,2,1,'speech',1,NULL,'','The teacher asks for forty books, and I have brought the price of ten. Grain feeds us until the summer, but a letter that is understood feeds us for a life. Let the next man in this hall bring the price of another ten.','','',2,0);
INSERT INTO "excerpts" VALUES('3QNS9AJ8',2,0,0,'speech',3,NULL,'','Good morning, neighbours. Thank you all for coming.','','',NULL,NULL);
INSERT INTO "excerpts" VALUES('H25RH8WT',2,1,0,'speech',3,NULL,'

','The river that parted two villages for a hundred years is only water now. We crossed it with a rope, then with a ferry, and today we cross it with dry feet. The peace of one village is the peace of the next, and a road that is mended is worth ten speeches about roads.','','',3,0);
INSERT INTO "excerpts" VALUES('PR22866A',2,2,0,'speech',3,NULL,'

','Nobody built this bridge alone. The quarry gave the stone, the mill gave the oak, and the school gave the children who carried bread to the masons. A town is rich when its people lend each other their hands before they lend each other their money.','','',4,1);
INSERT INTO "excerpts" VALUES('QZ3V87N7',2,3,0,'speech',3,NULL,'

','Let the first cart over it carry grain, and the second carry letters. Hunger and silence are the two floods that a bridge must hold back. If we remember that, the stones will outlast every one of us.','','',5,2);
INSERT INTO "excerpts" VALUES('89NVXX5G',2,4,1,'speech',1,NULL,'','The mill grinds what the river brings, and the river has brought us together. I have counted the sacks of this harvest twice, and there is enough for both banks. Whoever keeps grain back in a good year will have no friends in a bad one.','','',6,1);
INSERT INTO "excerpts" VALUES('T21FF1CB',2,5,1,'speech',1,NULL,'

','Peace is not a letter that one signs and puts into a drawer. Peace is a field that has to be weeded every spring. I ask the young people to take up the hoe before the old ones have to put it down.','','',7,2);
INSERT INTO "excerpts" VALUES('S556EKH9',3,0,0,'speech',4,NULL,'','河水把两个村子分开了一百年，今天孩子们从桥上走过来上学。桥是石头做的，学校是耐心做的。我们教的每一个字，都是通向邻居家的一块石板。

和平不是写在墙上的标语，而是每天早上一起扫干净的院子。谁先拿起扫帚，谁就是老师。','','',8,0);
CREATE TABLE library (generation INTEGER NOT NULL, stamp TEXT NOT NULL);
INSERT INTO "library" VALUES(1,'a97235dd');
CREATE TABLE phrases (key TEXT PRIMARY KEY, words TEXT NOT NULL);
INSERT INTO "phrases" VALUES('=7c1ce8565448bb3c','neighbours and letters of the river and the mill and the harvest and the road');
INSERT INTO "phrases" VALUES('=946bb1c7561a52e9','Ivo Reed about peace is a field that has to be weeded every spring and the mill that grinds');
INSERT INTO "phrases" VALUES('=249a3ac5e30a0629','bigger bridges over the wide river of the two villages in the rain');
INSERT INTO "phrases" VALUES('=4ea0cc9754078479','=林桥');
INSERT INTO "phrases" VALUES('=d2053636a768573f','topic peace and the road that is mended and the dry feet of all');
CREATE TABLE platforms (
        name TEXT PRIMARY KEY,
        answered TEXT NOT NULL
    );
INSERT INTO "platforms" VALUES('telegram','2026-11-20T08:39:50.000+00:00');
INSERT INTO "platforms" VALUES('terminal','2026-11-20T08:00:00.000+00:00');
CREATE TABLE refused (
        digest BLOB PRIMARY KEY, tries INTEGER NOT NULL
    );
CREATE TABLE rounds (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        speaker_id INTEGER NOT NULL,
        generation INTEGER NOT NULL,
        size INTEGER NOT NULL,
        seed INTEGER NOT NULL,
        step INTEGER NOT NULL,
        since INTEGER NOT NULL,
        PRIMARY KEY (chat_id, speaker_id)
    );
INSERT INTO "rounds" VALUES(2,3,1,3,2036682297703362369,3,0);
INSERT INTO "rounds" VALUES(4,0,1,9,4317447758636991869,4,0);
INSERT INTO "rounds" VALUES(5,0,1,9,4434994068360796590,1,0);
INSERT INTO "rounds" VALUES(6,0,1,9,1902516553793780593,1,0);
INSERT INTO "rounds" VALUES(7,0,1,9,2219203618807546302,1,0);
INSERT INTO "rounds" VALUES(8,0,1,9,3025594762715460886,1,0);
INSERT INTO "rounds" VALUES(9,0,1,9,1647721535128872566,1,0);
INSERT INTO "rounds" VALUES(10,0,1,9,550554080983771216,1,0);
INSERT INTO "rounds" VALUES(11,0,1,9,3299558178688472538,1,0);
INSERT INTO "rounds" VALUES(12,0,1,9,2232326193654666710,1,0);
INSERT INTO "rounds" VALUES(13,0,1,9,4191551398501004500,1,0);
INSERT INTO "rounds" VALUES(14,0,1,9,3943771275008141369,1,0);
INSERT INTO "rounds" VALUES(15,0,1,9,709297088748316821,1,0);
INSERT INTO "rounds" VALUES(20,0,1,9,3428890614823585955,1,0);
INSERT INTO "rounds" VALUES(21,0,1,9,62555618440420518,1,0);
INSERT INTO "rounds" VALUES(22,0,1,9,3325412186397662739,1,0);
INSERT INTO "rounds" VALUES(23,3,1,3,3404486812406376415,3,0);
INSERT INTO "rounds" VALUES(24,0,1,9,4315146516870956486,1,0);
INSERT INTO "rounds" VALUES(25,0,1,9,3893715115619262560,1,0);
INSERT INTO "rounds" VALUES(26,0,1,9,690620048203171535,1,0);
INSERT INTO "rounds" VALUES(27,0,1,9,3496623869934565742,1,0);
INSERT INTO "rounds" VALUES(28,0,1,9,2127951935444269640,1,0);
INSERT INTO "rounds" VALUES(29,0,1,9,968559050611112454,1,0);
INSERT INTO "rounds" VALUES(30,0,1,9,3963541248427454100,1,0);
INSERT INTO "rounds" VALUES(32,0,1,9,3570867630678002685,1,0);
INSERT INTO "rounds" VALUES(31,0,1,9,4053217530610803583,1,0);
INSERT INTO "rounds" VALUES(41,0,1,9,833434874631831852,1,0);
INSERT INTO "rounds" VALUES(42,0,1,9,1490392186502556822,5,0);
INSERT INTO "rounds" VALUES(43,1,1,3,855442424236545248,2,0);
INSERT INTO "rounds" VALUES(40,0,1,9,2582531247956988249,5,0);
INSERT INTO "rounds" VALUES(44,0,1,9,1083652887443234258,2,0);
CREATE TABLE shown (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        excerpt_id TEXT NOT NULL,
        at INTEGER NOT NULL,
        PRIMARY KEY (chat_id, excerpt_id)
    );
INSERT INTO "shown" VALUES(2,'H25RH8WT',0);
INSERT INTO "shown" VALUES(2,'PR22866A',1);
INSERT INTO "shown" VALUES(2,'QZ3V87N7',2);
INSERT INTO "shown" VALUES(4,'89NVXX5G',0);
INSERT INTO "shown" VALUES(4,'PR22866A',1);
INSERT INTO "shown" VALUES(4,'T21FF1CB',2);
INSERT INTO "shown" VALUES(5,'5T4SNTB9',0);
INSERT INTO "shown" VALUES(6,'JFM7CNER',0);
INSERT INTO "shown" VALUES(7,'S556EKH9',0);
INSERT INTO "shown" VALUES(8,'H25RH8WT',0);
INSERT INTO "shown" VALUES(9,'QZ3V87N7',0);
INSERT INTO "shown" VALUES(10,'QZ3V87N7',0);
INSERT INTO "shown" VALUES(11,'JFM7CNER',0);
INSERT INTO "shown" VALUES(12,'JFM7CNER',0);
INSERT INTO "shown" VALUES(13,'89NVXX5G',0);
INSERT INTO "shown" VALUES(14,'H25RH8WT',0);
INSERT INTO "shown" VALUES(15,'XDKJJE04',0);
INSERT INTO "shown" VALUES(20,'T21FF1CB',0);
INSERT INTO "shown" VALUES(21,'H25RH8WT',0);
INSERT INTO "shown" VALUES(22,'XDKJJE04',0);
INSERT INTO "shown" VALUES(23,'PR22866A',0);
INSERT INTO "shown" VALUES(23,'H25RH8WT',1);
INSERT INTO "shown" VALUES(23,'QZ3V87N7',2);
INSERT INTO "shown" VALUES(24,'QZ3V87N7',0);
INSERT INTO "shown" VALUES(25,'S556EKH9',0);
INSERT INTO "shown" VALUES(26,'XDKJJE04',0);
INSERT INTO "shown" VALUES(27,'XDKJJE04',0);
INSERT INTO "shown" VALUES(28,'PR22866A',0);
INSERT INTO "shown" VALUES(29,'JFM7CNER',0);
INSERT INTO "shown" VALUES(30,'XDKJJE04',0);
INSERT INTO "shown" VALUES(38,'89NVXX5G',0);
INSERT INTO "shown" VALUES(32,'H25RH8WT',0);
INSERT INTO "shown" VALUES(4,'QZ3V87N7',3);
INSERT INTO "shown" VALUES(31,'PR22866A',0);
INSERT INTO "shown" VALUES(41,'S556EKH9',0);
INSERT INTO "shown" VALUES(42,'XDKJJE04',0);
INSERT INTO "shown" VALUES(42,'T21FF1CB',1);
INSERT INTO "shown" VALUES(42,'PR22866A',2);
INSERT INTO "shown" VALUES(42,'S556EKH9',3);
INSERT INTO "shown" VALUES(42,'89NVXX5G',4);
INSERT INTO "shown" VALUES(43,'XDKJJE04',0);
INSERT INTO "shown" VALUES(43,'89NVXX5G',1);
INSERT INTO "shown" VALUES(40,'QZ3V87N7',0);
INSERT INTO "shown" VALUES(40,'89NVXX5G',1);
INSERT INTO "shown" VALUES(40,'H25RH8WT',2);
INSERT INTO "shown" VALUES(40,'5T4SNTB9',3);
INSERT INTO "shown" VALUES(40,'XDKJJE04',4);
INSERT INTO "shown" VALUES(44,'T21FF1CB',0);
INSERT INTO "shown" VALUES(44,'QZ3V87N7',1);
INSERT INTO "shown" VALUES(44,'5T4SNTB9',2);
CREATE TABLE speakers (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        voice INTEGER NOT NULL DEFAULT 0
    );
INSERT INTO "speakers" VALUES(1,'Ivo Reed',0);
INSERT INTO "speakers" VALUES(2,'Wanda Kestrel',0);
INSERT INTO "speakers" VALUES(3,'Ada Brook',0);
INSERT INTO "speakers" VALUES(4,'林桥',0);
CREATE TABLE subscriptions (
        chat_id INTEGER NOT NULL REFERENCES chats ON DELETE CASCADE,
        thread TEXT NOT NULL,
        active INTEGER NOT NULL,
        time TEXT NOT NULL,
        zone TEXT NOT NULL,
        changed TEXT NOT NULL, days TEXT NOT NULL DEFAULT '1234567', scope TEXT NOT NULL DEFAULT 'all', subject TEXT NOT NULL DEFAULT '', due TEXT, due_date TEXT NOT NULL DEFAULT '', planned TEXT NOT NULL DEFAULT '', told INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (chat_id, thread)
    );
INSERT INTO "subscriptions" VALUES(1,'',1,'07:00','UTC','2026-11-20T07:01:00.000+00:00','1234567','all','','2026-11-21T07:00:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(2,'',1,'06:30','UTC','2026-11-17T05:00:00.000+00:00','1234567','speaker','Ada Brook','2026-11-21T06:30:00.000+00:00','2026-11-21','',1);
INSERT INTO "subscriptions" VALUES(3,'',1,'06:30','UTC','2026-11-17T05:00:00.000+00:00','1234567','speaker','Olga Fenn','2026-11-21T06:30:00.000+00:00','2026-11-21','',1);
INSERT INTO "subscriptions" VALUES(4,'',1,'08:30','UTC','2026-11-17T08:00:00.000+00:00','1234567','all','','2026-11-21T08:30:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(5,'',1,'07:03','UTC','2026-11-20T07:02:30.000+00:00','1234567','all','','2026-11-21T07:03:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(6,'',1,'07:04','UTC','2026-11-20T07:03:30.000+00:00','1234567','all','','2026-11-21T07:04:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(7,'',1,'07:05','UTC','2026-11-20T07:04:30.000+00:00','1234567','all','','2026-11-21T07:05:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(8,'',1,'07:06','UTC','2026-11-20T07:05:30.000+00:00','1234567','all','','2026-11-21T07:06:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(9,'',1,'07:07','UTC','2026-11-20T07:06:30.000+00:00','1234567','all','','2026-11-21T07:07:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(10,'',1,'07:08','UTC','2026-11-20T07:07:30.000+00:00','1234567','all','','2026-11-21T07:08:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(11,'',1,'07:09','UTC','2026-11-20T07:08:30.000+00:00','1234567','all','',NULL,'2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(12,'',1,'07:10','UTC','2026-11-20T07:09:30.000+00:00','1234567','all','',NULL,'2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(13,'',1,'07:11','UTC','2026-11-20T07:10:30.000+00:00','1234567','all','','2026-11-21T07:11:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(14,'',0,'07:12','UTC','2026-11-20T07:12:09.000+00:00','1234567','all','',NULL,'2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(15,'',1,'07:13','UTC','2026-11-20T07:12:30.000+00:00','1234567','all','',NULL,'2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(17,'',1,'20:00','UTC','2026-11-20T07:13:30.000+00:00','1234567','all','','2026-11-20T20:00:00.000+00:00','2026-11-20','',0);
INSERT INTO "subscriptions" VALUES(18,'',1,'03:00','UTC','2026-11-20T02:00:00.000+00:00','1234567','all','','2026-11-21T03:00:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(19,'',1,'23:00','UTC','2026-11-20T07:35:00.000+00:00','1234567','all','','2026-11-20T23:00:00.000+00:00','2026-11-20','',0);
INSERT INTO "subscriptions" VALUES(20,'',1,'04:00','UTC','2026-11-20T03:00:00.000+00:00','1234567','all','','2026-11-21T04:00:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(21,'',1,'04:05','UTC','2026-11-20T04:00:00.000+00:00','1234567','all','','2026-11-21T04:05:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(22,'',1,'07:15','UTC','2026-11-20T07:14:30.000+00:00','1234567','all','','2026-11-21T07:15:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(24,'',1,'07:16','UTC','2026-11-20T07:15:30.000+00:00','1234567','all','','2026-11-21T07:16:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(25,'',1,'07:17','UTC','2026-11-20T07:16:30.000+00:00','1234567','all','','2026-11-21T07:17:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(26,'',1,'07:18','UTC','2026-11-20T07:17:30.000+00:00','1234567','all','','2026-11-21T07:18:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(27,'',1,'07:19','UTC','2026-11-20T07:18:30.000+00:00','1234567','all','','2026-11-21T07:19:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(28,'',1,'07:20','UTC','2026-11-20T07:19:30.000+00:00','1234567','all','','2026-11-21T07:20:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(29,'',1,'07:21','UTC','2026-11-20T07:20:30.000+00:00','1234567','all','','2026-11-21T07:21:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(30,'',1,'07:22','UTC','2026-11-20T07:21:30.000+00:00','1234567','all','','2026-11-21T07:22:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(31,'',1,'08:30','UTC','2026-11-20T07:00:00.000+00:00','1234567','all','','2026-11-21T08:30:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(32,'',1,'08:29','UTC','2026-11-20T07:00:00.000+00:00','1234567','all','','2026-11-21T08:29:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(33,'',1,'09:00','UTC+05:30','2026-11-20T07:00:00.000+00:00','1234567','topic','peace','2026-11-21T03:30:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(34,'',1,'18:15','Europe/Berlin','2026-11-20T07:00:00.000+00:00','12345','all','','2026-11-20T17:15:00.000+00:00','2026-11-20','',0);
INSERT INTO "subscriptions" VALUES(35,'',1,'07:00','Asia/Shanghai','2026-11-20T07:00:00.000+00:00','1234567','speaker','林桥','2026-11-20T23:00:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(36,'',0,'10:00','America/New_York','2026-11-20T07:00:00.000+00:00','1234567','all','',NULL,'2026-11-20','',0);
INSERT INTO "subscriptions" VALUES(37,'',1,'10:00','Asia/Tokyo','2026-11-20T07:00:00.000+00:00','1234567','all','',NULL,'2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(38,'7',1,'12:00','Asia/Kathmandu','2026-11-20T07:00:00.000+00:00','1234567','all','','2026-11-21T06:15:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(38,'8',1,'13:00','Asia/Kathmandu','2026-11-20T07:00:00.000+00:00','1234567','topic','river','2026-11-21T07:15:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(23,'',1,'08:30','UTC','2026-11-19T08:00:00.000+00:00','1234567','speaker','Ada Brook','2026-11-21T08:30:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(39,'',1,'08:30','UTC','2026-11-19T08:00:00.000+00:00','1234567','speaker','Olga Fenn','2026-11-21T08:30:00.000+00:00','2026-11-21','',0);
INSERT INTO "subscriptions" VALUES(40,'',1,'08:00','Europe/Paris','2026-11-20T07:00:00.000+00:00','1234567','speaker','Ivo Reed',NULL,'','',0);
INSERT INTO "subscriptions" VALUES(41,'',1,'08:33','UTC','2026-11-20T08:33:09.000+00:00','1234567','speaker','Ivo Reed','2026-11-20T08:33:00.000+00:00','2026-11-20','',0);
CREATE TABLE topics (
        transcript_id INTEGER NOT NULL REFERENCES transcripts ON DELETE CASCADE,
        key TEXT NOT NULL,
        speaker_id INTEGER NOT NULL,
        phrase TEXT NOT NULL,
        weight REAL NOT NULL,
        said INTEGER NOT NULL,
        PRIMARY KEY (transcript_id, key, speaker_id)
    );
INSERT INTO "topics" VALUES(1,'book',1,'books',3.0,1);
INSERT INTO "topics" VALUES(1,'book',2,'books',3.0,2);
INSERT INTO "topics" VALUES(1,'neighbour',2,'neighbour',2.0,2);
INSERT INTO "topics" VALUES(1,'price',1,'price',2.0,2);
INSERT INTO "topics" VALUES(2,'peac',3,'peace',4.0,2);
INSERT INTO "topics" VALUES(2,'peac',1,'peace',4.0,2);
INSERT INTO "topics" VALUES(2,'bridg',3,'bridge',2.0,2);
INSERT INTO "topics" VALUES(2,'mill',3,'mill',2.0,1);
INSERT INTO "topics" VALUES(2,'mill',1,'mill',2.0,1);
INSERT INTO "topics" VALUES(2,'stone',3,'stone',2.0,2);
CREATE TABLE transcripts (
        id INTEGER PRIMARY KEY,
        slug TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        date TEXT NOT NULL,
        place TEXT NOT NULL,
        source TEXT NOT NULL,
        licence TEXT NOT NULL,
        language TEXT NOT NULL,
        digest TEXT NOT NULL
    );
INSERT INTO "transcripts" VALUES(1,'harvest-hall-1934','Speech in the harvest hall','1934-10-07','Upper Millford','https://example.org/millford/harvest','CC0-1.0','en','6fb93cd9e0cb24cd8747f1abda11c31f');
INSERT INTO "transcripts" VALUES(2,'millford-bridge-1921','Opening of the Millford bridge','1921-05-03','Millford','https://example.org/millford/bridge','CC0-1.0','en','588d75146b95fb05eabb813d25056f05');
INSERT INTO "transcripts" VALUES(3,'river-school-2003','河边小学开学典礼','2003-09-01','柳河','https://example.org/liuhe/school','CC0-1.0','zh','867366c87f78df6f54a4f09b3a254ab1');
CREATE TABLE unused_vectors (
        digest BLOB PRIMARY KEY, generation INTEGER NOT NULL
    );
CREATE TABLE vectors (digest BLOB PRIMARY KEY, vector BLOB NOT NULL);
CREATE INDEX appearances_speaker ON appearances (speaker_id);
CREATE INDEX excerpts_place ON excerpts (transcript_id, position);
CREATE INDEX excerpts_slot ON excerpts (slot);
CREATE INDEX excerpts_speaker_slot ON excerpts (speaker_id, speaker_slot);
CREATE INDEX comments_slug ON comments (slug, excerpt_id);
CREATE INDEX comments_parent ON comments (parent_id);
CREATE INDEX subscriptions_due ON subscriptions (due);
CREATE INDEX deliveries_ready ON deliveries (state, ready);
CREATE INDEX deliveries_due ON deliveries (due);
CREATE INDEX excerpts_read_by ON excerpts (read_by_id) WHERE read_by_id IS NOT NULL;
COMMIT;
PRAGMA user_version = 7;

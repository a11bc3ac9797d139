-- Orleans' ADO.NET grain storage and reminders: the statements they ask for by name, and the tables these work on.
-- https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration
--
-- The key is ordered by the two halves of the GUID: the products of a request lie together, are written one behind the
-- other, and can be removed together.

CREATE TABLE OrleansQuery
(
  QueryKey  text NOT NULL PRIMARY KEY,
  QueryText text NOT NULL
);

CREATE TABLE OrleansStorage
(
  GrainIdN1              bigint NOT NULL,
  GrainIdN0              bigint NOT NULL,
  GrainTypeString        text NOT NULL,
  GrainIdExtensionString text COLLATE "C" NOT NULL,
  ServiceId              text NOT NULL,
  PayloadBinary          bytea NULL,
  ModifiedOn             timestamptz NOT NULL,
  Version                integer NOT NULL,
  PRIMARY KEY (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId)
);

CREATE TABLE OrleansRemindersTable
(
  ServiceId    text NOT NULL,
  GrainId      text NOT NULL,
  ReminderName text NOT NULL,
  StartTime    timestamptz(3) NOT NULL,
  Period       bigint NOT NULL,
  GrainHash    integer NOT NULL,
  Version      integer NOT NULL,
  PRIMARY KEY (ServiceId, GrainId, ReminderName)
);

CREATE INDEX ix_reminders_hash ON OrleansRemindersTable (ServiceId, GrainHash);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT PayloadBinary, Version
  FROM OrleansStorage
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId;'),

-- One upsert. It returns the new version, or nothing when somebody else wrote since the version that was read.
('WriteToStorageKey', '
  INSERT INTO OrleansStorage
    (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
  SELECT
    @GrainIdN1, @GrainIdN0, @GrainTypeString, coalesce(CAST(@GrainIdExtensionString AS text), ''''), @ServiceId,
    CAST(@PayloadBinary AS bytea), now(), coalesce(CAST(@GrainStateVersion AS integer), 0) + 1
  WHERE CAST(@GrainStateVersion AS integer) IS NULL OR EXISTS (
    SELECT 1 FROM OrleansStorage
    WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
      AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId)
  ON CONFLICT (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId) DO UPDATE
    SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = excluded.Version
    WHERE OrleansStorage.Version = CAST(@GrainStateVersion AS integer)
  RETURNING Version AS NewGrainStateVersion;'),

-- The version stays and grows, so that a grain that still holds the old state can't write it.
('ClearStorageKey', '
  UPDATE OrleansStorage
  SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId
    AND Version = CAST(@GrainStateVersion AS integer)
  RETURNING Version AS NewGrainStateVersion;'),

('DeleteStorageKey', '
  DELETE FROM OrleansStorage
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(CAST(@GrainIdExtensionString AS text), '''') AND ServiceId = @ServiceId
    AND Version = CAST(@GrainStateVersion AS integer)
  RETURNING Version + 1 AS NewGrainStateVersion;'),

('UpsertReminderRowKey', '
  INSERT INTO OrleansRemindersTable (ServiceId, GrainId, ReminderName, StartTime, Period, GrainHash, Version)
  VALUES (@ServiceId, @GrainId, @ReminderName, @StartTime, @Period, @GrainHash, 0)
  ON CONFLICT (ServiceId, GrainId, ReminderName) DO UPDATE
    SET StartTime = excluded.StartTime, Period = excluded.Period, GrainHash = excluded.GrainHash,
        Version = OrleansRemindersTable.Version + 1
  RETURNING Version AS Version;'),

('ReadReminderRowsKey', '
  SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId;'),

('ReadReminderRowKey', '
  SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName;'),

-- The hashes of a silo's grains: from one value to the next, or around the end of the ring.
('ReadRangeRows1Key', '
  SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;'),

('ReadRangeRows2Key', '
  SELECT GrainId, ReminderName, StartTime, Period, Version
  FROM OrleansRemindersTable
  WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);'),

('DeleteReminderRowKey', '
  WITH deleted AS (
    DELETE FROM OrleansRemindersTable
    WHERE ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName AND Version = @Version
    RETURNING 1)
  SELECT CAST(count(*) AS integer) FROM deleted;'),

('DeleteReminderRowsKey', '
  DELETE FROM OrleansRemindersTable WHERE ServiceId = @ServiceId;');

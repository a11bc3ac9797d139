-- Orleans' ADO.NET grain storage: the statements it asks for by name, and the table they work on.
-- https://learn.microsoft.com/dotnet/orleans/host/configuration-guide/adonet-configuration
--
-- One B-tree for key and state, ordered by the two halves of the GUID: the products of a request lie together, are
-- written one behind the other, and can be removed together.

CREATE TABLE OrleansQuery
(
  QueryKey  TEXT NOT NULL PRIMARY KEY,
  QueryText TEXT NOT NULL
);

CREATE TABLE OrleansStorage
(
  GrainIdN1              INTEGER NOT NULL,
  GrainIdN0              INTEGER NOT NULL,
  GrainTypeString        TEXT NOT NULL,
  GrainIdExtensionString TEXT NOT NULL,
  ServiceId              TEXT NOT NULL,
  PayloadBinary          BLOB NULL,
  ModifiedOn             TEXT NOT NULL,
  Version                INTEGER NOT NULL,
  PRIMARY KEY (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId)
) WITHOUT ROWID;

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', '
  SELECT PayloadBinary, Version
  FROM OrleansStorage
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId;'),

-- One upsert. It returns the new version, or nothing when somebody else wrote since the version that was read.
('WriteToStorageKey', '
  INSERT INTO OrleansStorage
    (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId, PayloadBinary, ModifiedOn, Version)
  SELECT
    @GrainIdN1, @GrainIdN0, @GrainTypeString, coalesce(@GrainIdExtensionString, ''''), @ServiceId, @PayloadBinary,
    strftime(''%Y-%m-%dT%H:%M:%fZ'', ''now''), coalesce(@GrainStateVersion, 0) + 1
  WHERE @GrainStateVersion IS NULL OR EXISTS (
    SELECT 1 FROM OrleansStorage
    WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
      AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId)
  ON CONFLICT (GrainIdN1, GrainIdN0, GrainTypeString, GrainIdExtensionString, ServiceId) DO UPDATE
    SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = excluded.Version
    WHERE Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion;'),

-- The version stays and grows, so that a grain that still holds the old state can't write it.
('ClearStorageKey', '
  UPDATE OrleansStorage
  SET PayloadBinary = NULL, ModifiedOn = strftime(''%Y-%m-%dT%H:%M:%fZ'', ''now''), Version = Version + 1
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
  RETURNING Version AS NewGrainStateVersion;'),

('DeleteStorageKey', '
  DELETE FROM OrleansStorage
  WHERE GrainIdN1 = @GrainIdN1 AND GrainIdN0 = @GrainIdN0 AND GrainTypeString = @GrainTypeString
    AND GrainIdExtensionString = coalesce(@GrainIdExtensionString, '''') AND ServiceId = @ServiceId
    AND Version = @GrainStateVersion
  RETURNING Version + 1 AS NewGrainStateVersion;');

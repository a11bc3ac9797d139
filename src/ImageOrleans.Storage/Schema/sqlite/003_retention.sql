-- Finds the requests that finished before some time.
CREATE INDEX ix_csv_request_finished ON csv_request (finished_at) WHERE finished_at IS NOT NULL AND deleted_at IS NULL;

-- Finds the requests that finished before some time.
CREATE INDEX ix_csv_request_finished ON csv_request (finished_at) WHERE finished_at IS NOT NULL AND deleted_at IS NULL;

-- Finds the latest image of a URL, however many segments have it. SQLite's index ends in the id by itself.
CREATE INDEX ix_image_url_latest ON image (url_hash, id) WHERE url_hash IS NOT NULL;
DROP INDEX ix_image_url;

-- Requests, their products and images: what lists, filters, retries and downloads of errors are answered from.

CREATE TABLE csv_request
(
  id                TEXT NOT NULL PRIMARY KEY,
  input_file        TEXT NOT NULL,
  output_file       TEXT NULL,
  status            TEXT NOT NULL,
  status_reason     TEXT NULL,
  settings          TEXT NOT NULL,
  webhook_url       TEXT NULL,
  webhook_status    TEXT NULL,
  attempt           INTEGER NOT NULL,
  row_count         INTEGER NOT NULL,
  image_count       INTEGER NOT NULL,
  rows_done         INTEGER NOT NULL,
  rows_failed       INTEGER NOT NULL,
  images_compressed INTEGER NOT NULL,
  images_kept       INTEGER NOT NULL,
  images_failed     INTEGER NOT NULL,
  bytes_in          INTEGER NOT NULL,
  bytes_out         INTEGER NOT NULL,
  created_at        TEXT NOT NULL,
  updated_at        TEXT NOT NULL,
  started_at        TEXT NULL,
  finished_at       TEXT NULL,

  -- Set when somebody asked for the removal, which takes its time.
  deleted_at        TEXT NULL
);

CREATE INDEX ix_csv_request_created ON csv_request (created_at, id);
CREATE INDEX ix_csv_request_status ON csv_request (status, created_at, id);

CREATE TABLE product
(
  id            INTEGER PRIMARY KEY,
  request_id    TEXT NOT NULL REFERENCES csv_request (id) ON DELETE CASCADE,
  row_index     INTEGER NOT NULL,
  serial_number TEXT NOT NULL,
  name          TEXT NOT NULL,
  status        TEXT NOT NULL,
  error_message TEXT NULL
);

CREATE UNIQUE INDEX ux_product_row ON product (request_id, row_index);
CREATE INDEX ix_product_unsuccessful ON product (request_id, status, row_index) WHERE status <> 'Succeeded';

CREATE TABLE image
(
  id            INTEGER PRIMARY KEY,
  product_id    INTEGER NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  position      INTEGER NOT NULL,
  input_url     TEXT NOT NULL,
  output_url    TEXT NULL,
  status        TEXT NOT NULL,
  format        TEXT NULL,
  error_code    TEXT NULL,
  error_message TEXT NULL,
  bytes_in      INTEGER NOT NULL,
  bytes_out     INTEGER NOT NULL,
  address       BLOB NULL,

  -- A hash of the request and the input URL, set for the first occurrence of a URL in a segment: finds what the request
  -- knows of a URL.
  url_hash      INTEGER NULL
);

CREATE UNIQUE INDEX ux_image_position ON image (product_id, position);
CREATE INDEX ix_image_url ON image (url_hash) WHERE url_hash IS NOT NULL;

-- Finds whether anybody still needs a stored image.
CREATE INDEX ix_image_address ON image (address) WHERE url_hash IS NOT NULL AND address IS NOT NULL;

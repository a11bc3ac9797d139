-- Requests, their products and images: what lists, filters, retries and downloads of errors are answered from.

CREATE TABLE csv_request
(
  id                uuid NOT NULL PRIMARY KEY,
  input_file        text NOT NULL,
  output_file       text NULL,
  status            text NOT NULL,
  status_reason     text NULL,
  settings          text NOT NULL,
  webhook_url       text NULL,
  webhook_status    text NULL,
  attempt           integer NOT NULL,
  row_count         integer NOT NULL,
  image_count       bigint NOT NULL,
  rows_done         integer NOT NULL,
  rows_failed       integer NOT NULL,
  images_compressed bigint NOT NULL,
  images_kept       bigint NOT NULL,
  images_failed     bigint NOT NULL,
  bytes_in          bigint NOT NULL,
  bytes_out         bigint NOT NULL,
  created_at        timestamptz NOT NULL,
  updated_at        timestamptz NOT NULL,
  started_at        timestamptz NULL,
  finished_at       timestamptz NULL,

  -- Set when somebody asked for the removal, which takes its time.
  deleted_at        timestamptz NULL
);

CREATE INDEX ix_csv_request_created ON csv_request (created_at, id);
CREATE INDEX ix_csv_request_status ON csv_request (status, created_at, id);

CREATE TABLE product
(
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request_id    uuid NOT NULL REFERENCES csv_request (id) ON DELETE CASCADE,
  row_index     integer NOT NULL,
  serial_number text NOT NULL,
  name          text NOT NULL,
  status        text NOT NULL,
  error_message text NULL
);

CREATE UNIQUE INDEX ux_product_row ON product (request_id, row_index);
CREATE INDEX ix_product_unsuccessful ON product (request_id, status, row_index) WHERE status <> 'Succeeded';

CREATE TABLE image
(
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id    bigint NOT NULL REFERENCES product (id) ON DELETE CASCADE,
  position      integer NOT NULL,
  input_url     text NOT NULL,
  output_url    text NULL,
  status        text NOT NULL,
  format        text NULL,
  error_code    text NULL,
  error_message text NULL,
  bytes_in      bigint NOT NULL,
  bytes_out     bigint NOT NULL,
  address       bytea NULL,

  -- A hash of the request and the input URL, set for the first occurrence of a URL in a segment: finds what the request
  -- knows of a URL.
  url_hash      bigint NULL
);

CREATE UNIQUE INDEX ux_image_position ON image (product_id, position);
CREATE INDEX ix_image_url ON image (url_hash) WHERE url_hash IS NOT NULL;

-- Finds whether anybody still needs a stored image.
CREATE INDEX ix_image_address ON image (address) WHERE url_hash IS NOT NULL AND address IS NOT NULL;

// The page: a client of the documented API, without a build step.

const pollMilliseconds = 1000;
const pageSize = 50;
const $ = id => document.getElementById(id);

let requestsCursor = null;
let poll = null;
let turns = 0;
let events = null;
let eventsPath = null;
let current = null;
let shownRows = null;

// Numbers for people.
const count = new Intl.NumberFormat();
const bytes = value => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(unit === 0 || value >= 100 ? 0 : 1)} ${units[unit]}`;
};
const duration = seconds => seconds < 90 ? `${Math.ceil(seconds)} s`
  : seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
const saved = request => request.bytes.in > 0 ? `${(100 * (1 - request.bytes.out / request.bytes.in)).toFixed(1)} %` : '–';
const statusNames = { PartiallySucceeded: 'Partially succeeded', Canceled: 'Stopped' };
const statusName = status => statusNames[status] ?? status;
const isFinal = request => !['Pending', 'Processing'].includes(request.status);

async function call(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Error('The server can’t be reached.');
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const text = [problem.title, problem.detail].filter(Boolean).join(' ') || `The server answered ${response.status}.`;
    throw Object.assign(new Error(text), { status: response.status });
  }
  return response.status === 204 ? null : response.json();
}

function show(problem, element) {
  element.textContent = problem?.message ?? '';
  element.hidden = !problem;
}

// The list

function fillRequest(item, request) {
  const link = item.querySelector('a');
  link.href = `#/requests/${request.id}`;
  link.querySelector('.name').textContent = request.fileName;
  const status = link.querySelector('.status');
  status.textContent = statusName(request.status);
  status.className = `status ${request.status}`;
  const { images } = request;
  link.querySelector('.summary').textContent = [
    new Date(request.createdAt).toLocaleString(),
    `${count.format(images.done)} of ${count.format(images.total)} images`,
    images.failed ? `${count.format(images.failed)} failed` : null,
    request.bytes.in ? `${bytes(request.bytes.in)} → ${bytes(request.bytes.out)} (${saved(request)} less)` : null,
    request.statusReason,
  ].filter(Boolean).join(' · ');
  const progress = link.querySelector('progress');
  progress.hidden = isFinal(request);
  progress.value = images.total ? images.done / images.total : 0;
}

function addRequest(request) {
  const item = $('request-template').content.cloneNode(true).firstElementChild;
  item.dataset.id = request.id;
  fillRequest(item, request);
  $('requests').append(item);
}

async function loadRequests(cursor = null) {
  const page = await call(`api/requests?limit=${pageSize}${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
  if (!cursor) {
    $('requests').replaceChildren();
  }
  page.items.forEach(addRequest);
  requestsCursor = page.nextCursor ?? null;
  $('more-requests').hidden = !requestsCursor;
  $('no-requests').hidden = $('requests').childElementCount > 0;
  return !page.items.every(isFinal);
}

async function refreshRequests() {
  const page = await call(`api/requests?limit=${pageSize}`);
  for (const request of page.items) {
    const item = $('requests').querySelector(`[data-id="${request.id}"]`);
    if (!item) {
      return loadRequests();
    }
    fillRequest(item, request);
  }
  return !page.items.every(isFinal);
}

// One request

const facts = request => [
  ['Rows', `${count.format(request.rows.done)} of ${count.format(request.rows.total)}`],
  ['Images', `${count.format(request.images.done)} of ${count.format(request.images.total)}`],
  ['Compressed', count.format(request.images.compressed)],
  ['Kept as they were', count.format(request.images.kept)],
  ['Failed', count.format(request.images.failed)],
  ['Before', bytes(request.bytes.in)],
  ['After', bytes(request.bytes.out)],
  ['Saved', saved(request)],
  request.imagesPerSecond ? ['Speed', `${request.imagesPerSecond.toFixed(0)} images/s`] : null,
  request.remainingSeconds ? ['Remaining', duration(request.remainingSeconds)] : null,
].filter(Boolean);

function fillDetail(request) {
  $('detail-name').textContent = request.fileName;
  $('detail-status').textContent = statusName(request.status);
  $('detail-status').className = `status ${request.status}`;
  $('detail-reason').textContent = request.statusReason ?? '';
  $('detail-progress').hidden = isFinal(request);
  $('detail-progress').value = request.images.total ? request.images.done / request.images.total : 0;
  $('detail-facts').replaceChildren(...facts(request).map(([name, value]) => {
    const fact = document.createElement('div');
    fact.append(
      Object.assign(document.createElement('dt'), { textContent: name }),
      Object.assign(document.createElement('dd'), { textContent: value }));
    return fact;
  }));
  const { links } = request;
  $('detail-output').hidden = !links.outputCsv;
  $('detail-output').href = links.outputCsv ?? '';
  $('detail-errors').hidden = !request.rows.failed;
  $('detail-errors').href = links.errorsCsv;
  $('detail-cancel').hidden = !links.cancel;
  $('detail-retry').hidden = !links.retry;
}

const webhookTexts = {
  Pending: ({ url, nextAttemptAt, attempts }) => attempts.at(-1)?.problem
    ? `The end is not announced to ${url} yet: ${attempts.at(-1).problem} Next attempt: ${new Date(nextAttemptAt).toLocaleString()}.`
    : `The end is being announced to ${url}.`,
  Delivered: ({ url, attempts }) => attempts.length
    ? `The end was announced to ${url} on ${new Date(attempts.at(-1).at).toLocaleString()}.`
    : `The end was announced to ${url}.`,
  GivenUp: ({ url, attempts }) => `The end could not be announced to ${url}: ${attempts.at(-1)?.problem ?? 'the webhook failed.'} It is not tried again.`,
};

async function refreshWebhook(request) {
  const webhook = isFinal(request) && request.links.webhooks ? await call(request.links.webhooks) : null;
  if (request.id === current) {
    $('detail-webhook').hidden = !webhook?.status;
    $('detail-webhook-text').textContent = webhook?.status ? webhookTexts[webhook.status](webhook) : '';
  }
  return webhook?.status === 'Pending';
}

function figure(image) {
  const result = document.createElement('figure');
  if (image.outputUrl) {
    const link = Object.assign(document.createElement('a'), { href: image.outputUrl, target: '_blank', rel: 'noopener' });
    link.append(Object.assign(document.createElement('img'), {
      src: `${image.outputUrl}?w=192`,
      srcset: `${image.outputUrl}?w=192 1x, ${image.outputUrl}?w=384 2x`,
      alt: `Image ${image.position}`,
      loading: 'lazy',
    }));
    const text = image.status === 'KeptOriginal' ? `${bytes(image.bytesIn)}, kept` : `${bytes(image.bytesIn)} → ${bytes(image.bytesOut)}`;
    result.append(link, Object.assign(document.createElement('figcaption'), { textContent: text }));
  } else {
    result.append(
      Object.assign(document.createElement('div'), { className: 'missing', textContent: image.error }),
      Object.assign(document.createElement('figcaption'), { textContent: image.errorCode }));
  }
  result.title = image.inputUrl;
  return result;
}

function addRow(row) {
  const item = $('row-template').content.cloneNode(true).firstElementChild;
  item.querySelector('.serial').textContent = row.serialNumber;
  item.querySelector('.name').textContent = row.productName;
  item.querySelector('.problem').textContent = row.error ?? '';
  item.querySelector('.images').append(...row.images.map(figure));
  $('rows').append(item);
}

async function loadRows(offset) {
  const id = current;
  const filter = $('row-filter').value;
  const statuses = filter.split(' ').filter(Boolean).map(status => `&status=${status}`).join('');
  const page = await call(`api/requests/${id}/rows?offset=${offset}&limit=${pageSize}${statuses}`);
  if (id !== current || filter !== $('row-filter').value) {
    return;
  }
  if (offset === 0) {
    $('rows').replaceChildren();
  }
  page.items.forEach(addRow);
  $('more-rows').hidden = offset + page.items.length >= page.total;
  $('no-rows').hidden = page.total > 0;
  $('no-rows').textContent = filter ? 'None of these.' : 'None yet: rows appear when their part of the catalogue is finished.';
}

async function refreshDetail() {
  const id = current;
  const request = await call(`api/requests/${id}`);
  if (id === current) {
    eventsPath = request.links.events ?? null;
  }
  await showDetail(request);
  return !isFinal(request) || (id === current && await refreshWebhook(request));
}

async function showDetail(request) {
  if (request.id === current) {
    fillDetail(request);
    $('detail-content').hidden = false;

    // Rows change when there are more of them, or when they are tried again.
    const state = `${request.attempt} ${request.rows.done} ${request.status}`;
    if (state !== shownRows && $('rows').childElementCount <= pageSize) {
      await loadRows(0);
      shownRows = state;
    }
  }
}

// Navigation

// What is shown is only as good as the last answer: a failure is said, and the next answer takes it back. It tells whether
// there is more to come.
async function refreshed(refresh) {
  try {
    const isUnderWay = await refresh();
    show(null, $('connection'));
    return isUnderWay;
  } catch (problem) {
    if (current && problem.status === 404) {
      $('detail-content').hidden = true;
      show(problem, $('detail-problem'));
      return false;
    }
    show(new Error(`${problem.message} Trying again…`), $('connection'));
    return true;
  }
}

async function follow(refresh) {
  clearTimeout(poll);
  events?.close();
  events = eventsPath = null;
  const turn = ++turns;
  if (await refreshed(refresh) && turn === turns) {
    if (eventsPath && $('connection').hidden) {
      listen(eventsPath);
    } else {
      poll = setTimeout(() => follow(refresh === loadRequests ? refreshRequests : refresh), pollMilliseconds);
    }
  }
}

// A request under way tells by itself how it goes on. What belongs to its end is asked for, and so is why a stream broke.
function listen(path) {
  const stream = events = new EventSource(path);
  const askIn = milliseconds => {
    stream.close();
    if (stream === events) {
      poll = setTimeout(() => follow(refreshDetail), milliseconds);
    }
  };
  stream.addEventListener('progress', event => showDetail(JSON.parse(event.data)).catch(() => askIn(pollMilliseconds)));
  stream.addEventListener('finished', () => askIn(0));
  stream.addEventListener('removed', () => askIn(0));
  stream.addEventListener('error', () => askIn(pollMilliseconds));
}

function navigate() {
  const [, id] = location.hash.match(/^#\/requests\/([0-9a-f-]+)$/) ?? [];
  current = id ?? null;
  shownRows = null;
  $('home').hidden = Boolean(id);
  $('detail').hidden = !id;
  $('detail-content').hidden = true;
  $('row-filter').value = '';
  $('rows').replaceChildren();
  show(null, $('connection'));
  show(null, $('detail-problem'));
  return follow(id ? refreshDetail : loadRequests);
}

// Commands

$('upload').addEventListener('submit', async event => {
  event.preventDefault();
  const form = event.currentTarget;
  const button = form.querySelector('button');
  const data = new FormData();
  data.append('file', form.elements.file.files[0]);
  for (const [name, value] of new FormData(form)) {
    if (name !== 'file' && value !== '') {
      data.append(name, value);
    }
  }
  button.disabled = true;
  button.textContent = 'Uploading…';
  show(null, $('upload-problem'));
  try {
    const request = await call('api/requests', { method: 'POST', body: data });
    location.hash = `#/requests/${request.id}`;
    form.reset();
    describeFile();
  } catch (problem) {
    show(problem, $('upload-problem'));
  } finally {
    button.disabled = false;
    button.textContent = 'Compress the images';
  }
});

async function command(path, method, then) {
  show(null, $('detail-problem'));
  try {
    await call(path, { method });
    await then();
  } catch (problem) {
    show(problem, $('detail-problem'));
  }
}

function describeFile() {
  const [file] = $('upload').elements.file.files;
  $('file-name').textContent = file ? `${file.name} (${bytes(file.size)})` : 'Choose a catalogue or drop it here';
  $('quality-value').textContent = $('upload').elements.quality.value;
}

$('upload').addEventListener('input', describeFile);
for (const name of ['dragover', 'dragleave', 'drop']) {
  $('drop').addEventListener(name, event => {
    event.preventDefault();
    $('drop').classList.toggle('over', name === 'dragover');
    if (name === 'drop' && event.dataTransfer.files.length) {
      $('upload').elements.file.files = event.dataTransfer.files;
      describeFile();
    }
  });
}

// What somebody asked for by a click is not tried again by itself.
const once = load => load().catch(problem => show(problem, $('connection')));
$('more-requests').addEventListener('click', () => once(() => loadRequests(requestsCursor)));
$('more-rows').addEventListener('click', () => once(() => loadRows($('rows').childElementCount)));
$('row-filter').addEventListener('change', () => once(() => loadRows(0)));
$('detail-cancel').addEventListener('click', () => command(`api/requests/${current}/cancel`, 'POST', navigate));
$('detail-retry').addEventListener('click', () => command(`api/requests/${current}/retry`, 'POST', navigate));
$('detail-redeliver').addEventListener('click', () => command(`api/requests/${current}/webhooks/redeliver`, 'POST', navigate));
$('detail-delete').addEventListener('click', () => {
  if (confirm('Remove this request with its result and its images?')) {
    command(`api/requests/${current}`, 'DELETE', () => { location.hash = '#/'; });
  }
});
addEventListener('hashchange', navigate);
navigate();

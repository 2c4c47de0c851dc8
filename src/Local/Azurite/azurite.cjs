// Runs Azurite, with what it lacks for a product that keeps its state in it.
require("./end-with-owner.cjs");

// Once a minute Azurite deletes the texts of messages that are gone, one by one, and sorts all the others anew after
// each: ten thousand messages stop it for fifteen seconds. Removing a row by itself keeps the order.
const Extents = require("azurite/dist/src/common/persistence/LokiExtentMetadataStore").default;
Extents.prototype.deleteExtent = async function (id) {
  const rows = this.db.getCollection(this.EXTENTS_COLLECTION);
  const row = rows.findOne({ id });
  if (row) {
    rows.remove(row);
  }
};

// Azurite notes what transactions have changed, to undo it, in one place for all: two at the same time undo each
// other's rows, of which one said that it succeeded, or fail as overlapping. So each waits for the one before.
const Transactions = require("azurite/dist/src/table/batch/TableBatchOrchestrator").default;
const submit = Transactions.prototype.submitRequestsToHandlers;
let last = Promise.resolve();
Transactions.prototype.submitRequestsToHandlers = function () {
  const result = last.then(() => submit.call(this));
  last = result.catch(() => {});
  return result;
};

// A list of queues with their metadata tells how many messages each holds, hidden ones included: whoever waits until
// all are empty asks once, and not queue by queue.
const Queues = require("azurite/dist/src/queue/persistence/LokiQueueMetadataStore").default;
const { listQueues } = Queues.prototype;
Queues.prototype.listQueues = async function (account, ...filter) {
  const [queues, next] = await listQueues.call(this, account, ...filter);
  const messages = this.db.getCollection(this.MESSAGES_COLLECTION).find({ accountName: account });
  for (const queue of queues) {
    const count = messages.filter(({ queueName }) => queueName === queue.name).length;
    queue.metadata = { ...queue.metadata, messages: `${count}` };
  }
  return [queues, next];
};

// A query looks at every row of its table. One of a partition need not look at the rows of others: they have an index.
const Tables = require("azurite/dist/src/table/persistence/LokiTableMetadataStore").default;
const { queryTableEntities } = Tables.prototype;
Tables.prototype.queryTableEntities = function (context, account, table, options, ...from) {
  const partition = /^\(*PartitionKey eq '((?:[^']|'')*)'(?!.* or )/.exec(options.filter ?? "");
  const rowsOf = (...names) => {
    const rows = this.getEntityCollection(...names);
    return partition ? { chain: () => rows.chain().find({ PartitionKey: partition[1].replace(/''/g, "'") }) } : rows;
  };
  const store = Object.create(this, { getEntityCollection: { value: rowsOf } });
  return queryTableEntities.call(store, context, account, table, options, ...from);
};

// For each request it reads the address of every operation anew.
const templates = require.resolve("uri-templates");
const read = require(templates);
const known = new Map();
require.cache[templates].exports = (text) => {
  if (!known.has(text)) {
    known.set(text, read(text));
  }
  return known.get(text);
};

require("azurite/dist/src/azurite.js");

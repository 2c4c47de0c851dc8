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

// Azurite notes what transactions have changed, to undo it, in one place for all: two at the same time undo each other's
// rows, of which one said that it succeeded, or fail as overlapping. So each waits for the one before.
const Transactions = require("azurite/dist/src/table/batch/TableBatchOrchestrator").default;
const submit = Transactions.prototype.submitRequestsToHandlers;
let last = Promise.resolve();
Transactions.prototype.submitRequestsToHandlers = function () {
  const result = last.then(() => submit.call(this));
  last = result.catch(() => {});
  return result;
};

require("azurite/dist/src/azurite.js");

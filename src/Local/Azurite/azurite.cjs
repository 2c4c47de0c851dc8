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

require("azurite/dist/src/azurite.js");

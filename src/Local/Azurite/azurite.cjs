// Runs Azurite, with what it lacks for a product that keeps its state in it.
require("./end-with-owner.cjs");

// Once a minute Azurite deletes the texts of the messages that are gone, one by one, and sorts all the others anew after
// each: ten thousand messages stop it for fifteen seconds. Removing a row by itself keeps the order.
const Extents = require("azurite/dist/src/common/persistence/LokiExtentMetadataStore").default;
Extents.prototype.deleteExtent = async function (id) {
  const rows = this.db.getCollection(this.EXTENTS_COLLECTION);
  const row = rows.findOne({ id });
  if (row) {
    rows.remove(row);
  }
};

// For the query of a partition Azurite reads the whole table. It has an index of partitions, which is asked first.
const Tables = require("azurite/dist/src/table/persistence/LokiTableMetadataStore").default;
const { queryTableEntities } = Tables.prototype;
Tables.prototype.queryTableEntities = function (context, account, table, query, ...from) {
  const [, key] = /^PartitionKey eq '((?:[^']|'')*)'(?: and |$)/.exec(query.filter ?? "") ?? [];
  if (key === undefined || / or /.test(query.filter)) {
    return queryTableEntities.call(this, context, account, table, query, ...from);
  }
  const chain = () => this.getEntityCollection(account, table, context).chain().find({ PartitionKey: key.replaceAll("''", "'") });
  return queryTableEntities.call(Object.create(this, { getEntityCollection: { value: () => ({ chain }) } }), context, account, table, query, ...from);
};

require("azurite/dist/src/azurite.js");

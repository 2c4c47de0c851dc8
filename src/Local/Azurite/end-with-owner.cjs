// Ends Azurite when its owner, the process that started it, has ended in whatever way, and all that Azurite has
// acknowledged is saved.
const { rmSync, writeFileSync } = require("node:fs");
const { setTimeout } = require("node:timers/promises");
const Server = require("azurite/dist/src/common/ServerBase").default;
const Loki = require("lokijs");

// Standard input closes with the owner. Writing to the other two then fails, and an error without a listener ends the
// process at once.
for (const stream of [process.stdin, process.stdout, process.stderr]) {
  stream.on("error", () => {});
}
process.stdin.on("close", end).resume();

// Signals of a terminal or a shutdown reach the owner too, which first stops what uses the storage. So they do nothing
// here: close is what Azurite calls upon them.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT"]) {
  process.on(signal, () => {});
}
Server.prototype.close = async () => {};

// LokiJS marks a database as unchanged when a save begins, and does not wait for that save when it closes.
const { close } = Loki.prototype;
Loki.prototype.close = function (closed) {
  return this.throttledSavePending ? this.saveDatabase(closed) : close.call(this, closed);
};

const servers = [];
const unanswered = new Set();
const { start } = Server.prototype;
Server.prototype.start = function () {
  servers.push(this);
  this.httpServer.on("request", (_, response) => {
    unanswered.add(response);
    response.on("close", () => unanswered.delete(response));
  });
  return start.call(this);
};

// As long as this file is there, its process may still save: Azurite.cs waits for that before it uses the folder again.
const location = process.argv.indexOf("--location") + 1;
const running = location > 0 && `${process.argv[location]}/running.pid`;
if (running) {
  writeFileSync(running, `${process.pid}`);
}

// Azurite would save while it still answers. Requests are finished first, for at most two seconds: a client may stall.
async function end() {
  for (const { httpServer } of servers) {
    httpServer.removeAllListeners("request").stop();
  }
  for (let waits = 0; unanswered.size > 0 && waits < 100; waits++) {
    await setTimeout(20);
  }
  await Promise.allSettled(servers.map((server) => server.afterClose()));
  if (running) {
    rmSync(running, { force: true });
  }
  process.exit(); // Azurite's timers would go on for up to a minute.
}

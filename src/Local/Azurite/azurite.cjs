// Runs Azurite until whoever started it is gone: standard input closes with its owner, however the owner ended.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();

// Ctrl-C in a terminal reaches this process too. The owner first stops what uses the storage, so it is left to the owner.
process.on("SIGINT", () => {});
const once = process.once;
process.once = (event, listener) => (event === "SIGINT" ? process : once.call(process, event, listener));

// Timers of Azurite's keep the process for up to a minute after its three services have saved and closed.
let open = 3;
const log = console.log;
console.log = (text) => {
  log(text);
  if (/service successfully closed/.test(text) && --open === 0) {
    process.exit();
  }
};

require("azurite/dist/src/azurite.js");

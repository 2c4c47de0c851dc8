// Runs Azurite until whoever started it is gone: standard input closes with its owner, however the owner ended.
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
require("azurite/dist/src/azurite.js");

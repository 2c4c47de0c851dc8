using Local;

return await CommandLine.RunAsync(args);

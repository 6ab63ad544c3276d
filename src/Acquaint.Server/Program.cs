using Acquaint.Server.Cli;

return await CommandLine.Run(args);
